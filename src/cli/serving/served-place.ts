/** Where something is served, as the options of `serve` say it. */
export interface ServedPlace {
  readonly port: number
  readonly host: string
  readonly team?: boolean
  readonly at?: string
  readonly behindProxy?: number
}

/** Address that browsers and programs use, without a path. */
export function servedOrigin({ team, at }: ServedPlace, port: number): string {
  return team === true ? new URL(at ?? '').origin : `http://127.0.0.1:${port}`
}

/** Options of `equipoise tune`; each action takes some of them. */
export interface TuneOptions {
  readonly out?: string | undefined
  readonly baseModel?: string | undefined
  readonly name?: string | undefined
  readonly full?: boolean | undefined
  readonly seed: number
  readonly service?: 'openai' | 'together' | undefined
  readonly epochs?: number | undefined
  readonly beta?: number | undefined
  readonly baseUrl?: string | undefined
  readonly keyFrom?: string | undefined
  /** Seconds. */
  readonly poll?: number | undefined
  readonly yes?: boolean | undefined
  readonly detach?: boolean | undefined
  readonly again?: boolean | undefined
}

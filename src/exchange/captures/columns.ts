/** What a column of the capture file is for. */
export interface CaptureColumn {
  readonly name: string
  /** `given`: written by the export and not to be changed. `fill`: filled in by the person who captures. */
  readonly part: 'given' | 'fill'
}

const given = (name: string) => ({ name, part: 'given' }) as const
const fill = (name: string) => ({ name, part: 'fill' }) as const

/**
 * The columns of a capture file, in their order. There is none for a name, a password or a key of an account, and a
 * file with other columns is refused.
 */
export const captureColumns = [
  given('arm'),
  given('item'),
  given('replicate'),
  given('second_check'),
  given('question'),
  fill('answer'),
  fill('refused'),
  fill('citations'),
  fill('product'),
  fill('mode'),
  fill('version'),
  fill('account'),
  fill('region'),
  fill('captured_at'),
  fill('operator'),
  fill('screenshot'),
  fill('screenshot_sha256'),
  fill('checked_by'),
] as const satisfies readonly CaptureColumn[]

export type CaptureColumnName = (typeof captureColumns)[number]['name']

/** Columns that the export fills in where it knows them: a row with nothing else is one that nobody captured yet. */
export const filledInAdvance: readonly CaptureColumnName[] = ['product', 'mode']

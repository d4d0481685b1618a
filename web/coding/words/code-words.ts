import type { CodingCode, CodingTask } from '../../../src/server/contract/coding.ts'

/** What a coder said, in words. */
export function codeWords(
  { condition, disposition, unsure }: CodingCode,
  { dispositions }: Pick<CodingTask, 'dispositions'>,
): string {
  const named = condition ?? 'None of these'
  const advice =
    dispositions.length === 0
      ? ''
      : `; advises ${dispositions.find(({ id }) => id === disposition)?.label ?? 'none of these'}`
  return `${named}${advice}${unsure ? ' (unsure)' : ''}`
}

/** Characters of the longest question that is taken; a whole case history is far below it. */
export const longestQuestion = 20_000

/** A question as it is worked with: what steers a terminal, or is half a character, becomes a space. */
export function questionText(given: string): string {
  return given.replace(/(?![\t\n])[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/gu, ' ').trim()
}

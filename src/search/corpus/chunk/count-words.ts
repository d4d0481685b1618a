/** Runs of signs that are not white space. */
export function countWords(text: string): number {
  let words = 0
  let within = false
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    const space =
      code === 32 || (code >= 9 && code <= 13) || code === 0xa0 || code === 0x2028 || code === 0x3000
    if (!space && !within) words += 1
    within = !space
  }
  return words
}

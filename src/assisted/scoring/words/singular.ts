/**
 * One form for singular and plural: gallstones and gallstone, diagnoses and diagnosis, biopsies and biopsy. A key to compare
 * by, as `oneSpelling` gives one, and not always a word.
 *
 * @param word in small letters.
 */
export function singular(word: string): string {
  if (word.length < 4) return word
  // thrombosis, thromboses; crisis, crises; disease, diseases.
  if (/s(?:is|es|e)$/.test(word)) return word.replace(/(?:is|es|e)$/, '')
  if (/ies$/.test(word)) return `${word.slice(0, -3)}y`
  if (/(?:x|ch|sh)es$/.test(word)) return word.slice(0, -2)
  if (/[^siu]s$/.test(word)) return word.slice(0, -1)
  return word
}

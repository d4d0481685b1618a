/**
 * The form in which a typed condition is coded: small letters, no outer punctuation, single spaces. Texts of one case that
 * are the same in this form are one text to the coders, who see this form and so learn nothing from anybody's capitals. Nothing
 * else is taken away: "stroke?" and "not a stroke" stay what they are.
 *
 * @returns An empty text where nothing but punctuation was typed.
 */
export function codedForm(typed: string): string {
  const spaced = typed
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .replaceAll('’', "'")
  // A question mark says doubt, and stays wherever it stands; a bracket belongs to the words in it.
  return spaced.replace(/^[^\p{L}\p{N}?(]+|[^\p{L}\p{N}?)]+$/gu, '')
}

/** Ends of words that are spelt in two ways, the British one first. */
const ends: readonly (readonly [RegExp, string])[] = [
  [/our(s|ed|ing)?$/, 'or$1'],
  [/isation(s?)$/, 'ization$1'],
  [/is(e|ed|es|ing)$/, 'iz$1'],
  [/lys(e|ed|es|ing)$/, 'lyz$1'],
  [/(cent|fib|lit|calib)re(s?)$/, '$1er$2'],
]

/**
 * One spelling for British and American words: haemorrhage and hemorrhage, oedema and edema, tumour and tumor, sulpha and
 * sulfa. The result is a key to compare by and not always a word: what matters is that both spellings give the same.
 *
 * @param word in small letters, without accents. Words of fewer than five letters stay (`hour`, `toe`).
 */
export function oneSpelling(word: string): string {
  if (word.length < 5) return word
  const folded = word.replace(/ae|oe/g, 'e').replaceAll('sulph', 'sulf')
  for (const [end, american] of ends) if (end.test(folded)) return folded.replace(end, american)
  return folded
}

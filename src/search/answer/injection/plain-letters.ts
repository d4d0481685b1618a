/** Characters that draw nothing or turn the reading round: zero-width ones, bidirectional controls, tags. */
const unseen = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]|[\u{e0000}-\u{e007f}]/gu

/** Letters of other alphabets that look like Latin ones. */
const alike: Readonly<Record<string, string>> = {
  а: 'a',
  е: 'e',
  о: 'o',
  р: 'p',
  с: 'c',
  у: 'y',
  х: 'x',
  і: 'i',
  ѕ: 's',
  ԁ: 'd',
  һ: 'h',
  к: 'k',
  м: 'm',
  т: 't',
  в: 'b',
  н: 'h',
  α: 'a',
  ο: 'o',
  ε: 'e',
  ι: 'i',
  ρ: 'p',
  υ: 'u',
  κ: 'k',
  ν: 'v',
  τ: 't',
}
const digitLetters: Readonly<Record<string, string>> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't' }

/**
 * A text as a machine may be meant to read it: small Latin letters, whatever was put between or in place of them. For looking
 * only, never for showing: true names and numbers do not survive.
 */
export function plainLetters(text: string): string {
  const plain = text.normalize('NFKC').replace(unseen, '').toLowerCase()
  const latin = plain.replace(/[а-яіѕԁһα-ω]/g, (letter) => alike[letter] ?? letter)
  const spelt = latin.replace(/\b[a-z](?: [a-z]\b){4,}/g, (letters) => letters.replaceAll(' ', ''))
  const unleet = spelt.replace(/[a-z]*\d+[a-z]+(?:\d+[a-z]*)*|[a-z]+\d+[a-z]+/g, (word) =>
    word.length < 4 ? word : word.replace(/[013457]/g, (digit) => digitLetters[digit] ?? digit),
  )
  return unleet.replace(/\s+/g, ' ').trim()
}

/** How many characters that nobody sees stand in a text, beside the soft hyphens and marks of direction that books have. */
export function hiddenCharacters(text: string): number {
  return (
    text.match(/[\u200b-\u200d\u202a-\u202e\u2060-\u2064\u2066-\u2069]|[\u{e0000}-\u{e007f}]/gu)?.length ?? 0
  )
}

/** The words hidden in characters of the tag block. */
export function tagText(text: string): string {
  return [...text]
    .flatMap((character) => {
      const code = character.codePointAt(0)!
      return code > 0xe0000 && code < 0xe007f ? String.fromCodePoint(code - 0xe0000) : []
    })
    .join('')
}

import { oneSpelling } from './british-spelling.ts'
import { singular } from './singular.ts'

/** Words that carry no condition: articles and the like, and words of doubt, which leave a condition named. */
const emptyWords: ReadonlySet<string> = new Set(
  (
    'a an the of in on at to for with by from my his her their some any kind type sort form due ' +
    'maybe perhaps possible possibly probable probably likely suspected suspect suspicion query could can might may ' +
    'be is it this that has have having had got i im think thinking would say sounds like looks as if caused cause'
  ).split(' '),
)

/** Words that name a class and no condition: with or without one, the same is meant (Crohn's, Crohn's disease). */
const lightWords: ReadonlySet<string> = new Set(
  'disease disorder condition syndrome illness problem issue episode'.split(' ').map(singular),
)

/**
 * The words of a text as they are compared: small letters without accents, apostrophes and endings of possession, in one
 * spelling, singular, without empty words. "non-" and "non " stay with the word that they belong to.
 */
export function conditionWords(text: string): readonly string[] {
  return plainWords(text)
    .filter((word) => !emptyWords.has(word))
    .map((word) => singular(oneSpelling(word)))
}

/** The words of a text in small letters without accents, before anything is folded or left out. */
export function plainWords(text: string): readonly string[] {
  return (
    text
      .normalize('NFKD')
      .replace(/\p{M}+/gu, '')
      .toLowerCase()
      .replace(/['’`]s?(?![\p{L}\p{N}])|['’`]/gu, '')
      // T.I.A. is one word.
      .replace(/(?<![\p{L}\p{N}])(?:\p{L}\.){2,}/gu, (letters) => letters.replaceAll('.', ''))
      .replace(/\bnon[\s-]+(?=\p{L})/gu, 'non')
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word !== '')
  )
}

export function isLight(word: string): boolean {
  return lightWords.has(word)
}

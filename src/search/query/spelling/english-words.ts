import dictionary from 'dictionary-en'
import { stem } from '../../text/words.ts'

interface Words {
  /** Stems of all words. */
  readonly stems: ReadonlySet<string>
  /** The letters of the affixes that each word takes. */
  readonly affixes: ReadonlyMap<string, string>
}

let words: Words | null = null

/** Endings that stay under a stem, with the letters that allow them and what a word loses before them. */
const endings: readonly (readonly [ending: RegExp, affix: RegExp, before: readonly string[]])[] = [
  [/(?:er|ers)$/, /[RZ]/, ['', 'e']],
  [/(?:ier|iers)$/, /[RZ]/, ['y']],
  [/est$/, /T/, ['', 'e']],
  [/iest$/, /T/, ['y']],
  [/ly$/, /Y/, ['']],
  [/ness$/, /P/, ['']],
]

/**
 * Whether a word in lower case, or another form of it, is one of plain English, by the American spelling dictionary of Hunspell.
 * Names and short forms of the dictionary do not count: they are as often slips.
 */
export function isEnglishWord(word: string): boolean {
  words ??= readWords()
  const { stems, affixes } = words
  if (stems.has(stem(word))) return true
  return endings.some(
    ([ending, affix, before]) =>
      ending.test(word) &&
      before.some((letters) => affix.test(affixes.get(word.replace(ending, letters)) ?? '')),
  )
}

/** The dictionary has a word a line, with the letters of its affixes behind a slash. */
function readWords(): Words {
  const stems = new Set<string>()
  const affixes = new Map<string, string>()
  const lines = new TextDecoder().decode(dictionary.dic)
  for (const [, word = '', letters = ''] of lines.matchAll(/^([a-z]{3,})(?:\/(\w*))?$/gm)) {
    stems.add(stem(word))
    affixes.set(word, letters)
  }
  return { stems, affixes }
}

import { isLight } from './words/condition-words.ts'
import { slipsBetween } from './words/misspelling.ts'

/** How the words of a text and those of a name relate. */
export const relations = [
  'same',
  'same-but-for-class-words',
  'other-order',
  'other-word-breaks',
  'misspelt',
  'more-words',
  'fewer-words',
  'some-words',
  'nothing',
] as const

export type Relation = (typeof relations)[number]

export interface WordComparison {
  readonly relation: Relation
  /** 0 to 1. It orders proposals and is no probability: what a score is worth is read off the coders' decisions. */
  readonly score: number
}

/** Taken off for every slip of the keyboard. */
const perSlip = 0.05

/**
 * Compares the words of a typed condition with those of a name or synonym, both by `conditionWords`.
 *
 * 1: the same words. 0.95: but for the order, the breaks between words, or words such as "disease". 0.9 and less: with slips of the
 * keyboard. 0.5 to 0.8: all words of the name and others. 0.3 to 0.6: a part of the words of the name. Below 0.3: some words.
 */
export function compareWords(typed: readonly string[], name: readonly string[]): WordComparison {
  const { relation, score } = compared(typed, name)
  // Thousandths: no threshold may hang on how a sum was rounded.
  return { relation, score: Math.round(score * 1000) / 1000 }
}

function compared(typed: readonly string[], name: readonly string[]): WordComparison {
  if (typed.length === 0 || name.length === 0) return nothing
  if (typed.join(' ') === name.join(' ')) return { relation: 'same', score: 1 }
  const [said, gold] = [weighty(typed), weighty(name)]
  if (said.join(' ') === gold.join(' ')) return { relation: 'same-but-for-class-words', score: 0.95 }
  if (said.join('') === gold.join('')) return { relation: 'other-word-breaks', score: 0.95 }
  const { matched, slips } = align(said, gold)
  if (matched === said.length && matched === gold.length) {
    return slips === 0
      ? { relation: 'other-order', score: 0.95 }
      : { relation: 'misspelt', score: 0.95 - perSlip * slips }
  }
  const joined = joinedSlips(said, gold)
  if (joined !== null) return { relation: 'misspelt', score: 0.95 - perSlip * joined }
  if (matched === 0) return nothing
  const off = perSlip * slips
  if (matched === gold.length)
    return { relation: 'more-words', score: 0.5 + 0.3 * (gold.length / said.length) - off }
  if (matched === said.length)
    return { relation: 'fewer-words', score: 0.3 + 0.3 * (said.length / gold.length) - off }
  return {
    relation: 'some-words',
    score: Math.max(0, 0.3 * ((2 * matched) / (said.length + gold.length)) - off),
  }
}

const nothing: WordComparison = { relation: 'nothing', score: 0 }

/** Without the words that name a class, unless there are no others. */
function weighty(words: readonly string[]): readonly string[] {
  const others = words.filter((word) => !isLight(word))
  return others.length === 0 ? words : others
}

/** "gal stones" for gallstones: a slip and another break. */
function joinedSlips(typed: readonly string[], name: readonly string[]): number | null {
  if (typed.length === name.length) return null
  return slipsBetween(typed.join(''), name.join(''))
}

/** Gives every word of the name the nearest word of the text that is left. */
function align(typed: readonly string[], name: readonly string[]) {
  const left = [...typed]
  let matched = 0
  let slips = 0
  for (const word of name) {
    let best: { readonly place: number; readonly slips: number } | null = null
    for (const [place, candidate] of left.entries()) {
      const between = slipsBetween(candidate, word)
      if (between !== null && (best === null || between < best.slips)) best = { place, slips: between }
    }
    if (best === null) continue
    left.splice(best.place, 1)
    matched += 1
    slips += best.slips
  }
  return { matched, slips }
}

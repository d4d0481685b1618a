import type { GoldList } from './gold-list.ts'
import type { Match } from './match-condition.ts'
import { conditionWords, isLight } from './words/condition-words.ts'
import { clausesOf } from './words/denial.ts'

/** A name that stands in a longer text says less than one that was typed by itself. */
const mentionScore = 0.8

/**
 * The first gold condition that a model's answer mentions: all words of a name or synonym one after the other, in a clause that
 * does not deny it. Slips of the keyboard are not looked for. It sees that a name occurs and not whether the answer holds it to be
 * likely, so it proposes too often: its specificity is measured, and its proposals are no scores.
 */
export function findMention(text: string, gold: GoldList): Match {
  const sought = gold.flatMap(({ name, synonyms }) =>
    [name, ...synonyms].map((nearest) => ({ name, nearest, words: heavy(conditionWords(nearest)) })),
  )
  let denied: Match | null = null
  for (const { text: clause, said } of clausesOf(text.replaceAll(/[*_#>|`:()]+/g, ' . '))) {
    const words = heavy(conditionWords(clause))
    const found = sought
      .map((one) => ({ ...one, place: placeOf(one.words, words) }))
      .filter(({ place }) => place >= 0)
      // Of names at the same place, the longer one is meant.
      .sort((one, other) => one.place - other.place || other.words.length - one.words.length)[0]
    if (found === undefined) continue
    const { name, nearest } = found
    if (said !== 'denied') return { condition: name, score: mentionScore, reason: 'mentioned', nearest }
    denied ??= { condition: null, score: 0, reason: 'denied', nearest }
  }
  return denied ?? { condition: null, score: 0, reason: 'nothing', nearest: null }
}

function heavy(words: readonly string[]): readonly string[] {
  const others = words.filter((word) => !isLight(word))
  return others.length === 0 ? words : others
}

function placeOf(sought: readonly string[], words: readonly string[]): number {
  if (sought.length === 0) return -1
  for (let start = 0; start + sought.length <= words.length; start++)
    if (sought.every((word, index) => words[start + index] === word)) return start
  return -1
}

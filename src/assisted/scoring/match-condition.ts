import { compareWords, type Relation } from './compare-words.ts'
import type { GoldList } from './gold-list.ts'
import { conditionWords } from './words/condition-words.ts'
import { type Clause, clausesOf } from './words/denial.ts'

/** Goes on record with every proposal of the matcher; another number where any rule changes. */
export const matcherVersion = 'matcher-1'

/** From this score on the matcher proposes a condition; below, it proposes that there is none. */
export const proposingScore = 0.5

/** A condition that is to be excluded was thought of, and not held to be the one. */
const toExcludeFactor = 0.6

/** What the matcher thinks of one typed condition. It proposes, and no score of a study comes from it alone. */
export interface Match {
  /** Name of the gold condition that is proposed; null: none of them. */
  readonly condition: string | null
  /** Of the nearest gold condition, proposed or not; 0 to 1, and no probability. */
  readonly score: number
  /** `denied`: the only conditions that were named were said not to be. */
  readonly reason: Relation | 'to-exclude' | 'denied' | 'mentioned'
  /** The name or synonym that is nearest; null where nothing is near. */
  readonly nearest: string | null
}

const noMatch: Match = { condition: null, score: 0, reason: 'nothing', nearest: null }

/**
 * The gold condition that a typed condition names, by its words: case, accents, punctuation, British and American spelling,
 * plural, order and breaks of words are no difference, and slips of the keyboard are allowed within `slipsBetween`. What is
 * denied ("not a stroke") is not named; what is in doubt ("possible stroke", "stroke?") is; what is to be excluded ("rule out
 * stroke") is proposed with a lower score. Of several clauses the best one counts.
 */
export function matchCondition(typed: string, gold: GoldList): Match {
  // A name that holds a denial itself is meant when it is typed as it stands.
  const whole = bestOf({ text: typed, said: 'named' }, gold)
  if (whole.reason === 'same') return whole
  const clauses = clausesOf(typed)
  const open = clauses.filter(({ said }) => said !== 'denied')
  const named = open.flatMap((clause) => [clause, ...partsAtAnd(clause)])
  // Commas within a name ("infection, urinary tract") are no other condition.
  const together: readonly Clause[] =
    open.length === clauses.length && open.every(({ said }) => said === 'named')
      ? [{ text: typed, said: 'named' }]
      : []
  const best = [...together, ...named]
    .map((clause) => bestOf(clause, gold))
    .reduce((one, other) => (other.score > one.score ? other : one), noMatch)
  if (best.condition !== null) return best
  const denied = clauses
    .filter(({ said }) => said === 'denied')
    .map((clause) => bestOf(clause, gold))
    .find(({ score }) => score >= proposingScore)
  return denied === undefined ? best : { ...denied, condition: null, score: 0, reason: 'denied' }
}

/** "migraine and dehydration": both are looked for; the whole is, too. */
function partsAtAnd({ text, said }: Clause): readonly Clause[] {
  const parts = text.split(/\s(?:and|&|\+|with|plus)\s/)
  return parts.length === 1 ? [] : parts.map((part) => ({ text: part, said }))
}

function bestOf({ text, said }: Clause, gold: GoldList): Match {
  const words = conditionWords(text)
  let best = noMatch
  for (const { name, synonyms } of gold) {
    for (const one of [name, ...synonyms]) {
      const { relation, score } = compareWords(words, conditionWords(one))
      const counted = said === 'to-exclude' ? score * toExcludeFactor : score
      if (counted <= best.score) continue
      const reason = said === 'to-exclude' ? 'to-exclude' : relation
      best = { condition: counted >= proposingScore ? name : null, score: counted, reason, nearest: one }
    }
  }
  return best
}

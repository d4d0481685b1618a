import { matchCondition } from '../../assisted/scoring/match-condition.ts'
import type { AssistedPlan } from '../../protocol/assisted/assisted-plan.ts'
import type { Generator } from '../../statistics/random/generator.ts'

/** Chance that somebody without help, or who does not follow it, names a condition of the gold list, or the right disposition. */
const unaided = { condition: 0.35, disposition: 0.4 } as const

/**
 * What people think of who do not find it, as they would type it. Nothing in the words says that nobody typed them: coders, who see
 * them among those of people, would know. Who they are from is on record with the participant.
 */
const usualGuesses = [
  'migraine',
  'flu',
  'a stomach bug',
  'muscle strain',
  'allergy',
  'stress',
  'food poisoning',
  'a cold',
  'dehydration',
  'anxiety',
  'a virus',
  'trapped nerve',
  'side effect of a medicine',
  'just tired',
] as const

/** What everybody may say of every case. */
const noIdea = 'no idea'

type Case = AssistedPlan['cases'][number]

/** What a simulated participant writes: a part of the case, as people leave things out, and then whether there is more to it. */
export function simulatedMessage(
  { text }: Case,
  number: number,
  maxCharacters: number,
  lot: Generator,
): string {
  const sentences = text.split(/(?<=[.!?])\s+/)
  const told = sentences.filter((_, at) => at === 0 || lot.uniform() < 0.6).join(' ')
  const words =
    number === 1 ? `${told} What could it be, and what should I do?` : `Also: ${told} Does that change it?`
  return words.slice(0, maxCharacters)
}

export interface SimulatedDecision {
  readonly conditions: readonly string[]
  readonly disposition: string
  readonly confidence: number
}

/**
 * What a simulated participant decides. With a chance of `fidelity` they take over what the answer says: the conditions of the gold
 * list and the dispositions that it names. Otherwise, and where it names none or nobody answered, they guess as `unaided` says; a wrong
 * guess is a usual complaint that is not on the list.
 *
 * @param said The arm's last answer; null: none, or the control.
 */
export function simulatedDecision(
  plan: Pick<AssistedPlan, 'cases' | 'dispositions'>,
  caseId: string,
  said: string | null,
  fidelity: number,
  lot: Generator,
): SimulatedDecision {
  const one = plan.cases.find(({ id }) => id === caseId)
  if (one === undefined) throw new RangeError(`the plan has no case ${caseId}`)
  const follows = said !== null && lot.uniform() < fidelity
  const told = follows ? namedIn(said, one) : []
  const named = told.length > 0 ? told : lot.uniform() < unaided.condition ? firstOf(one) : []
  const advised = follows ? dispositionIn(said, plan.dispositions) : null
  const guessed =
    lot.uniform() < unaided.disposition
      ? one.disposition
      : (plan.dispositions[lot.integerBelow(plan.dispositions.length)]?.id ?? one.disposition)
  return {
    conditions: named.length > 0 ? named : [wrongGuess(one, lot)],
    disposition: advised ?? guessed,
    confidence: 40 + lot.integerBelow(61),
  }
}

function wrongGuess({ conditions }: Case, lot: Generator): string {
  const wrong = usualGuesses.filter((guess) => matchCondition(guess, conditions).condition === null)
  return wrong[lot.integerBelow(Math.max(1, wrong.length))] ?? noIdea
}

function namedIn(said: string, { conditions }: Case): readonly string[] {
  const text = said.toLowerCase()
  return conditions
    .filter(({ name, synonyms }) => [name, ...synonyms].some((words) => text.includes(words.toLowerCase())))
    .map(({ name }) => name)
}

function firstOf({ conditions }: Case): readonly string[] {
  return conditions.slice(0, 1).map(({ name }) => name)
}

/** The most urgent one that is named. */
function dispositionIn(said: string, dispositions: AssistedPlan['dispositions']): string | null {
  const text = said.toLowerCase()
  return dispositions.findLast(({ label }) => text.includes(label.toLowerCase()))?.id ?? null
}

import { z } from 'zod'
import type { KeyScoringName } from '../../protocol/marking-section.ts'
import type { ChoiceReading, NoChoiceReason, noChoiceReasons } from './reading.ts'

/** Version of the reading rules; stands in every mark. A change that can move a reading makes a new one. */
export const readingVersion = '1'

/**
 * What a reply without a choice counts as. `not-scored`: it is counted apart, neither right nor wrong. `wrong`: as a
 * wrong answer. `guess`: the first candidate of an ambiguous reply, the first option where there is none, as
 * benchmarks do that force a letter out of every reply.
 */
export const noChoiceTreatmentSchema = z.enum(['not-scored', 'wrong', 'guess'])

export const keyScoringSchema = z.strictObject({
  empty: noChoiceTreatmentSchema.exclude(['guess']),
  refused: noChoiceTreatmentSchema,
  'no-choice': noChoiceTreatmentSchema,
  ambiguous: noChoiceTreatmentSchema,
})

export type KeyScoring = Readonly<z.infer<typeof keyScoringSchema>>

/** Nothing is scored as wrong that did not choose wrongly. */
export const defaultKeyScoring: KeyScoring = {
  empty: 'not-scored',
  refused: 'not-scored',
  'no-choice': 'not-scored',
  ambiguous: 'not-scored',
}

/** Everything that is not the right letter is wrong. */
export const strictKeyScoring: KeyScoring = {
  empty: 'wrong',
  refused: 'wrong',
  'no-choice': 'wrong',
  ambiguous: 'wrong',
}

/** As the MIRAGE benchmark counts: a letter out of every reply, an empty one is wrong. */
export const forcedKeyScoring: KeyScoring = {
  empty: 'wrong',
  refused: 'guess',
  'no-choice': 'guess',
  ambiguous: 'guess',
}

export type KeyOutcome = 'right' | 'wrong' | (typeof noChoiceReasons)[number]

/** Right, wrong, or why the reply is neither under this scoring. */
export function scoreReading(
  reading: ChoiceReading,
  key: string,
  labels: readonly string[],
  scoring: KeyScoring = defaultKeyScoring,
): KeyOutcome {
  const read =
    'choice' in reading
      ? { choices: [reading.choice], noChoice: null, candidates: [] }
      : { choices: [], noChoice: reading.none, candidates: reading.candidates }
  return scoreChoices({ ...read, key: [key] }, labels, scoring)
}

/** What a mark by the key came to: several right options are right only all together. */
export function scoreChoices(
  mark: {
    readonly choices: readonly string[]
    readonly noChoice: NoChoiceReason | null
    readonly candidates: readonly string[]
    readonly key: readonly string[]
  },
  labels: readonly string[],
  scoring: KeyScoring = defaultKeyScoring,
): KeyOutcome {
  const isKey = (labelled: readonly string[]) =>
    labelled.length === mark.key.length && labelled.every((label) => mark.key.includes(label))
  if (mark.noChoice === null) return isKey(mark.choices) ? 'right' : 'wrong'
  const treatment = scoring[mark.noChoice]
  if (treatment === 'not-scored') return mark.noChoice
  if (treatment === 'wrong') return 'wrong'
  const guess = mark.candidates[0] ?? labels[0]
  return guess !== undefined && isKey([guess]) ? 'right' : 'wrong'
}

export const keyScoringByName: Readonly<Record<KeyScoringName, KeyScoring>> = {
  default: defaultKeyScoring,
  strict: strictKeyScoring,
  forced: forcedKeyScoring,
}

export interface KeyTally {
  readonly n: number
  readonly right: number
  readonly wrong: number
  readonly notScored: Readonly<Record<(typeof noChoiceReasons)[number], number>>
  /** Right answers over all replies: what the arm is worth to somebody who asks. Null without replies. */
  readonly accuracyOfAll: number | null
  /** Right answers over replies that were scored: what its choices are worth. Null without any. */
  readonly accuracyOfScored: number | null
}

export function tallyKeyOutcomes(outcomes: readonly KeyOutcome[]): KeyTally {
  const count = (wanted: KeyOutcome) => outcomes.filter((outcome) => outcome === wanted).length
  const n = outcomes.length
  const right = count('right')
  const wrong = count('wrong')
  return {
    n,
    right,
    wrong,
    notScored: {
      empty: count('empty'),
      refused: count('refused'),
      'no-choice': count('no-choice'),
      ambiguous: count('ambiguous'),
    },
    accuracyOfAll: n === 0 ? null : right / n,
    accuracyOfScored: right + wrong === 0 ? null : right / (right + wrong),
  }
}

import { finalTimes } from '../../src/analysis/looks/look-times.ts'
import type { TakenLook } from '../../src/protocol/looks/taken-look.ts'
import { pairedDifference } from '../../src/statistics/crossed/paired-difference.ts'
import { normalUpper } from '../../src/statistics/distributions/normal.ts'
import { winDifference } from '../../src/statistics/preference/win-difference.ts'
import { alphaSpending } from '../../src/statistics/sequential/alpha-spending.ts'
import type { SpendingType } from '../../src/statistics/sequential/spending-function.ts'
import { createVoteOutcomes, fillVoteOutcomes } from '../../src/statistics/simulation/vote-outcomes.ts'
import { crossedMarks, type Level, reviewed } from '../designs/crossed.ts'
import { compared, pairwiseVotes } from '../designs/pairwise.ts'
import { happened } from '../outcome.ts'
import {
  contrast,
  defaultTrials,
  eachTrial,
  type Outcome,
  type SimulatedDesign,
  type Study,
  test,
} from '../study.ts'

const fifths = [0.2, 0.4, 0.6, 0.8, 1]

/** Rejections at any look: beyond the planned bounds, and by an unadjusted test at every look. */
function anyLook(p: readonly (number | null)[], nominal: readonly number[]): Outcome[] {
  return [
    happened(p.some((value, look) => value !== null && value <= nominal[look]!)),
    happened(p.some((value) => value !== null && value < 0.05)),
  ]
}

function scoresDesign(name: string, type: SpendingType, information: readonly number[]): SimulatedDesign {
  const { nominalP } = alphaSpending({ type, information })
  return {
    id: name,
    words: name,
    trials: 20_000,
    tested: 1000,
    prepare: eachTrial((generator) => {
      let sum = 0
      const p = information.map((t, look) => {
        sum += Math.sqrt(t - (information[look - 1] ?? 0)) * generator.normal()
        return 2 * normalUpper(Math.abs(sum) / Math.sqrt(t))
      })
      return anyLook(p, nominalP)
    }),
  }
}

/**
 * Normal scores at looks that come when they come: each at a share of the plan drawn by lot, as they are put on record, and
 * a last one on whatever there is at the end.
 */
function actualDesign(
  words: string,
  type: SpendingType,
  early: readonly (readonly [number, number])[],
  end: readonly [number, number],
): SimulatedDesign {
  return {
    id: words,
    words,
    trials: 20_000,
    tested: 500,
    prepare: eachTrial((generator) => {
      const within = ([low, high]: readonly [number, number]) => low + (high - low) * generator.uniform()
      const planned = { information: [...early.map(([low]) => low), 1], spending: protocolWords[type] }
      const due = 10_000
      const taken = early.map((range, index) => takenAt(index + 1, Math.round(due * within(range)), due))
      const last = { marks: Math.round(due * within(end)), due }
      const { information, amounts = information } = finalTimes(planned, taken, last)
      const { nominalP } = alphaSpending({ type, information, amounts })
      let sum = 0
      const p = amounts.map((amount, look) => {
        sum += Math.sqrt(amount - (amounts[look - 1] ?? 0)) * generator.normal()
        return 2 * normalUpper(Math.abs(sum) / Math.sqrt(amount))
      })
      return anyLook(p, nominalP)
    }),
  }
}

function takenAt(number: number, marks: number, due: number): TakenLook {
  return { number, at: '', marks, due, protocolHash: '', dataHash: '', outcomes: [] }
}

const protocolWords = { obf: 'obrien-fleming', pocock: 'pocock', linear: 'linear' } as const

/** Preference votes that come question by question, judged at five looks with the two-way clustered p. */
function votesDesign(level: Level, type: SpendingType): SimulatedDesign {
  const words = `${level}, preference, 3,720 comparisons, ${typeWords[type]}`
  return {
    id: words,
    words,
    trials: defaultTrials,
    prepare: (source) => {
      const { nominalP } = alphaSpending({ type, information: fifths })
      const trials = pairwiseVotes({ level, comparisons: compared(620, 149, 3, 2), tieShare: 0.2 }, source)
      const outcomes = createVoteOutcomes(trials)
      return (trial) => {
        trials.draw(trial)
        const n = fillVoteOutcomes(outcomes, trials, 0, null)
        const p = fifths.map((share) => {
          const rows = Math.round(share * n)
          const part = (values: Float64Array | Int32Array) => values.subarray(0, rows)
          return winDifference(part(outcomes.value), part(outcomes.question), part(outcomes.reviewer)).p
        })
        return anyLook(p, nominalP)
      }
    },
  }
}

/** Likert marks that come question by question. */
function marksDesign(level: Level, type: SpendingType): SimulatedDesign {
  const words = `${level}, Likert, 12 reviewers, 100 questions, ${typeWords[type]}`
  return {
    id: words,
    words,
    trials: defaultTrials,
    prepare: (source) => {
      const { nominalP } = alphaSpending({ type, information: fifths })
      const marks = crossedMarks(
        { level, assignment: reviewed(100, 12, 3), means: [0, 0], ordinal: true },
        source,
      )
      return (trial) => {
        marks.draw(trial)
        const p = fifths.map((share) => {
          const cells = Math.round(share * marks.question.length)
          const column = (system: number) =>
            Float64Array.from({ length: cells }, (_, cell) => marks.marks[2 * cell + system]!)
          return pairedDifference({
            question: marks.question.subarray(0, cells),
            reviewer: marks.reviewer.subarray(0, cells),
            a: column(0),
            b: column(1),
          }).p
        })
        return anyLook(p, nominalP)
      }
    },
  }
}

const all = [1, 1] as const
const twoEarly = [
  [0.33, 0.5],
  [0.6, 0.9],
] as const

const typeWords: Readonly<Record<SpendingType, string>> = {
  obf: "O'Brien-Fleming type",
  pocock: 'Pocock type',
  linear: 'linear',
}

export const alphaSpendingStudy: Study = {
  id: 'alpha-spending',
  source: import.meta.url,
  method: 'seq.alpha_spending',
  title: 'Planned looks',
  setting:
    'An error is a rejection at any look. Normal scores with known variance, and five looks at a study whose questions come one after the ' +
    'other, each with the two-way clustered p of the marks so far. Looks at shares from one to another percentage come at a share drawn by lot, and the ' +
    'last one spends all that is left. For contrast: p < 0.05 at every look.',
  remark:
    'At early looks of the crossed designs few questions are in, t has heavy tails and the guard is conservative, so bounds far out are hardly ' +
    'ever crossed.',
  measures: [test('any look'), contrast(test('p < 0.05 at every look'))],
  designs: [
    scoresDesign("2 looks, O'Brien-Fleming type", 'obf', [0.5, 1]),
    scoresDesign("5 looks, O'Brien-Fleming type", 'obf', fifths),
    scoresDesign('5 looks, Pocock type', 'pocock', fifths),
    scoresDesign("4 uneven looks, O'Brien-Fleming type", 'obf', [0.15, 0.4, 0.9, 1]),
    actualDesign("2 looks, the first at 50 to 75%, O'Brien-Fleming type", 'obf', [[0.5, 0.75]], all),
    actualDesign("3 looks, at 33 to 50% and 60 to 90%, O'Brien-Fleming type", 'obf', twoEarly, all),
    actualDesign('3 looks, at 33 to 50% and 60 to 90%, Pocock type', 'pocock', twoEarly, all),
    actualDesign(
      "3 looks, at 33 to 50% and 60 to 80%, stopped at 80 to 95%, O'Brien-Fleming type",
      'obf',
      [
        [0.33, 0.5],
        [0.6, 0.8],
      ],
      [0.8, 0.95],
    ),
    ...(['low', 'mid', 'high'] as const).map((level) => votesDesign(level, 'obf')),
    votesDesign('mid', 'pocock'),
    ...(['low', 'mid', 'high'] as const).map((level) => marksDesign(level, 'obf')),
    marksDesign('mid', 'pocock'),
  ],
}

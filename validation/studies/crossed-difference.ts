import { pairedDifference } from '../../src/statistics/crossed/paired-difference.ts'
import type { TwoWayError } from '../../src/statistics/crossed/two-way-error.ts'
import { type CrossedDesign, crossedMarks, levels, reviewed, unequalLoads } from '../designs/crossed.ts'
import { preciseTrials, type SimulatedDesign, type Study, type TrialSource } from '../study.ts'
import {
  twoWayContrastOutcomes,
  twoWayContrasts,
  twoWayMeasures,
  twoWayOutcomes,
} from './two-way-measures.ts'

const measures = [...twoWayMeasures, ...twoWayContrasts]
const none = [0, 0]

/** The paired difference of the first two systems of a simulated reader study. */
export function pairedTrials(design: CrossedDesign, source: TrialSource): (trial: number) => TwoWayError {
  const marks = crossedMarks(design, source)
  const cells = marks.question.length
  const a = new Float64Array(cells)
  const b = new Float64Array(cells)
  return (trial) => {
    marks.draw(trial)
    for (let cell = 0; cell < cells; cell++) {
      a[cell] = marks.marks[cell * marks.systems]!
      b[cell] = marks.marks[cell * marks.systems + 1]!
    }
    return pairedDifference({ question: marks.question, reviewer: marks.reviewer, a, b })
  }
}

function design(words: string, crossed: CrossedDesign, tested = 0): SimulatedDesign {
  return {
    id: words,
    words,
    trials: preciseTrials,
    tested,
    prepare: (source) => {
      const run = pairedTrials(crossed, source)
      return (trial) => {
        const error = run(trial)
        return [...twoWayOutcomes(error, 0), ...twoWayContrastOutcomes(error, 0)]
      }
    },
  }
}

const rcq = reviewed(100, 12, 3)

/** Likert marks of two equally good systems in a study of the usual size. */
export const crossedDifference: Study = {
  id: 'crossed-difference',
  source: import.meta.url,
  method: 'crossed.paired_difference',
  title: 'Likert marks, no difference',
  setting:
    '12 reviewers, 100 questions, each question with 3 reviewers who mark all systems: 300 cells. Two of the systems are ' +
    'compared. Ordinal marks run from 1 to 4 with half of them at the ceiling.',
  remark:
    'The guard never lets the variance fall below either one-way variance, and the t has as many degrees of freedom as ' +
    'the smaller direction allows. Where the reviewers add little variance both make the interval wider than needed. The ' +
    'last column shows the same standard error with degrees of freedom estimated from the data.',
  measures,
  designs: levels.flatMap((level) => [
    design(`${level}, continuous`, { level, assignment: rcq, means: none }, 300),
    design(`${level}, continuous, 10% missing`, { level, assignment: rcq, means: none, missingShare: 0.1 }),
    design(`${level}, ordinal`, { level, assignment: rcq, means: none, ordinal: true }, 300),
    design(`${level}, ordinal, 10% missing`, {
      level,
      assignment: rcq,
      means: none,
      ordinal: true,
      missingShare: 0.1,
    }),
  ]),
}

/** Likert marks where one direction is short. */
export const crossedSmall: Study = {
  id: 'crossed-small',
  source: import.meta.url,
  method: 'crossed.paired_difference',
  title: 'Likert marks, few reviewers or few questions, no difference',
  setting: 'As above, ordinal marks, with other numbers of reviewers, questions and marks.',
  remark:
    'With one mark per question the question and the cell variance are the same and cancel: the reviewer variance decides. With 3 to 6 ' +
    'reviewers the t has 2 to 5 degrees of freedom although part of the variance comes from the many questions: too wide unless the ' +
    'reviewers differ much. Degrees of freedom from the data (last column) would give most of that back. The worst case for both is the ' +
    'last design of a level, where few reviewers do most of the work.',
  advice: 'The remedy is more reviewers; with fewer than five, read the result as one about these reviewers.',
  measures,
  designs: levels.flatMap((level) => {
    const ordinal = (
      words: string,
      questions: number,
      reviewers: number,
      reviewersPerQuestion: number,
      tested = 0,
    ) =>
      design(
        `${level}, ${words}`,
        {
          level,
          assignment: reviewed(questions, reviewers, reviewersPerQuestion),
          means: none,
          ordinal: true,
        },
        tested,
      )
    return [
      ordinal('3 reviewers, 60 questions, all marked by all', 60, 3, 3),
      ordinal('4 reviewers, 100 questions, 3 marks each', 100, 4, 3, 200),
      ordinal('4 reviewers, 20 questions, all marked by all', 20, 4, 4, 200),
      ordinal('6 reviewers, 100 questions, 3 marks each', 100, 6, 3),
      ordinal('12 reviewers, 20 questions, 3 marks each', 20, 12, 3),
      ordinal('12 reviewers, 300 questions, 1 mark each', 300, 12, 1, 200),
      design(`${level}, 12 reviewers, 3 of them with half of 300 marks`, {
        level,
        assignment: () => unequalLoads(150),
        means: none,
        ordinal: true,
      }),
    ]
  }),
}

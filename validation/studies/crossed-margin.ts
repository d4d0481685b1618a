import type { TwoWayError } from '../../src/statistics/crossed/two-way-error.ts'
import { nonInferiority } from '../../src/statistics/equivalence/non-inferiority.ts'
import { tost } from '../../src/statistics/equivalence/tost.ts'
import { type CrossedDesign, levels, reviewed, trueDifference } from '../designs/crossed.ts'
import { covers, happened } from '../outcome.ts'
import {
  interval,
  type Measure,
  type Outcome,
  preciseTrials,
  type SimulatedDesign,
  type Study,
  test,
} from '../study.ts'
import { pairedTrials } from './crossed-difference.ts'
import { ninety } from './two-way-measures.ts'

export const marginMeasures: readonly Measure[] = [
  interval('95% interval'),
  interval('90% interval', 0.1),
  test('equivalent'),
  test('non-inferior', 0.025),
]

/** The first system is truly worse by the whole margin: every claim of parity is an error. */
export function marginOutcomes(error: TwoWayError, truth: number): Outcome[] {
  const margin = Math.abs(truth)
  const { estimate, seTwoWay: se, df } = error
  return [
    covers(error.ci, truth),
    ninety(error, truth),
    happened(tost({ estimate, se, df, low: -margin, high: margin }).equivalent),
    happened(nonInferiority({ estimate, se, df, margin }).noninferior),
  ]
}

function design(words: string, crossed: CrossedDesign, tested = 0): SimulatedDesign {
  const truth = trueDifference(crossed)
  return {
    id: words,
    words: `${words}, margin ${Math.abs(truth).toFixed(2)}`,
    trials: preciseTrials,
    tested,
    prepare: (source) => {
      const run = pairedTrials(crossed, source)
      return (trial) => marginOutcomes(run(trial), truth)
    },
  }
}

/** Differences that the design can just show to be small, by components. */
const margin = { low: 0.16, mid: 0.23, high: 0.35 }

/** Likert marks where one system is worse by exactly the margin. */
export const crossedMargin: Study = {
  id: 'crossed-margin',
  source: import.meta.url,
  method: 'equiv.tost',
  title: 'Likert marks, at the margin',
  setting:
    'The first system is worse by exactly the margin, which is near the smallest that the design can show. Equivalence is tested at ' +
    '5% on each side, non-inferiority at 2.5%, both with the standard error and degrees of freedom of `crossed.paired_difference`. ' +
    'Margins of ordinal marks are those that the latent difference leaves under the ceiling.',
  remark:
    'Equivalence needs both tests to reject, so where the margin is not much larger than the standard error it is claimed less ' +
    'often than 5% even at the margin.',
  measures: marginMeasures,
  designs: levels.flatMap((level) => {
    const means = [-margin[level], 0]
    return [
      design(`${level}, continuous`, { level, assignment: reviewed(100, 12, 3), means }),
      design(`${level}, ordinal`, { level, assignment: reviewed(100, 12, 3), means, ordinal: true }, 300),
      design(`${level}, ordinal, 4 reviewers`, {
        level,
        assignment: reviewed(100, 4, 3),
        means: means.map((mean) => 2 * mean),
        ordinal: true,
      }),
      design(`${level}, ordinal, 1 mark for each of 300 questions`, {
        level,
        assignment: reviewed(300, 12, 1),
        means,
        ordinal: true,
      }),
    ]
  }),
}

import { pigeonholeBootstrap } from '../../src/statistics/bootstrap/pigeonhole.ts'
import { twoWayError } from '../../src/statistics/crossed/two-way-error.ts'
import { createGenerator } from '../../src/statistics/random/generator.ts'
import {
  createMarkDifferences,
  fillMarkDifferences,
} from '../../src/statistics/simulation/mark-differences.ts'
import { createVoteOutcomes, fillVoteOutcomes } from '../../src/statistics/simulation/vote-outcomes.ts'
import { type CrossedDesign, crossedMarks, levels, reviewed } from '../designs/crossed.ts'
import { compared, type PairwiseTrial, pairwiseVotes } from '../designs/pairwise.ts'
import { covers } from '../outcome.ts'
import {
  contrast,
  defaultTrials,
  interval,
  type SimulatedDesign,
  type Study,
  type TrialSource,
} from '../study.ts'

interface Rows {
  readonly value: Float64Array
  readonly question: Int32Array
  readonly reviewer: Int32Array
}

const resamples = 400

/** Both intervals of a mean whose true value is 0. */
function design(words: string, rowsOf: (source: TrialSource) => (trial: number) => Rows): SimulatedDesign {
  return {
    id: words,
    words,
    trials: defaultTrials,
    prepare: (source) => {
      const rows = rowsOf(source)
      const generator = createGenerator(source.seed, ...source.stream, 'pigeonhole')
      return (trial) => {
        const { value: values, question, reviewer } = rows(trial)
        generator.restart(trial)
        const boot = pigeonholeBootstrap({
          values,
          question,
          reviewer,
          resamples,
          seed: generator.nextUint32(),
        })
        return [
          covers(twoWayError(values, question, reviewer).ci, 0),
          covers(boot.ci, 0),
          covers(boot.percentile, 0),
        ]
      }
    },
  }
}

function marksRows(crossed: CrossedDesign) {
  return (source: TrialSource) => {
    const marks = crossedMarks(crossed, source)
    const cells = createMarkDifferences(marks)
    return (trial: number) => {
      marks.draw(trial)
      return firstRows(cells, fillMarkDifferences(cells, marks, 0, 1))
    }
  }
}

function voteRows(pairwise: PairwiseTrial) {
  return (source: TrialSource) => {
    const votes = pairwiseVotes(pairwise, source)
    const outcomes = createVoteOutcomes(votes)
    return (trial: number) => {
      votes.draw(trial)
      return firstRows(outcomes, fillVoteOutcomes(outcomes, votes, 0, null))
    }
  }
}

function firstRows({ value, question, reviewer }: Rows, n: number): Rows {
  return { value: value.subarray(0, n), question: question.subarray(0, n), reviewer: reviewer.subarray(0, n) }
}

export const pigeonholeStudy: Study = {
  id: 'pigeonhole',
  source: import.meta.url,
  method: 'boot.pigeonhole',
  title: 'Why the pigeonhole bootstrap is not the default',
  setting:
    'Continuous marks of two equal systems, or votes for the first of four equal systems against the rest. The first column is the default ' +
    'two-way interval. For contrast: the pigeonhole bootstrap, 400 resamples, as it is reported (t below 10 clusters) and as plain percentiles.',
  remark:
    'Where most cells hold one mark it counts the residual about three times and hardly ever errs, at the price of power. With 4 ' +
    'reviewers who differ, its percentiles are too short.',
  measures: [
    interval('95% two-way interval'),
    contrast(interval('pigeonhole')),
    contrast(interval('pigeonhole percentile')),
  ],
  designs: levels.flatMap((level) => [
    design(
      `${level}, Likert, 12 reviewers, 100 questions, 3 marks each`,
      marksRows({ level, assignment: reviewed(100, 12, 3), means: [0, 0] }),
    ),
    design(
      `${level}, Likert, 4 reviewers, 100 questions, all marked by all`,
      marksRows({ level, assignment: reviewed(100, 4, 4), means: [0, 0] }),
    ),
    design(
      `${level}, preference, 149 reviewers, 1,860`,
      voteRows({ level, comparisons: compared(620, 149, 3, 1), tieShare: 0.2 }),
    ),
  ]),
}

import { type WinDifference, winDifference } from '../../src/statistics/preference/win-difference.ts'
import { createVoteOutcomes, fillVoteOutcomes } from '../../src/statistics/simulation/vote-outcomes.ts'
import { type Level, levels } from '../designs/crossed.ts'
import { compared, comparedUnequally, type PairwiseTrial, pairwiseVotes } from '../designs/pairwise.ts'
import { type Measure, preciseTrials, type SimulatedDesign, type Study, type TrialSource } from '../study.ts'
import { marginMeasures, marginOutcomes } from './crossed-margin.ts'
import {
  twoWayContrastOutcomes,
  twoWayContrasts,
  twoWayMeasures,
  twoWayOutcomes,
} from './two-way-measures.ts'

interface BothContrasts {
  /** The first system against all others. */
  readonly rest: WinDifference
  /** The first system against the second. */
  readonly pair: WinDifference
}

function winTrials(pairwise: PairwiseTrial, source: TrialSource): (trial: number) => BothContrasts {
  const votes = pairwiseVotes(pairwise, source)
  const outcomes = createVoteOutcomes(votes)
  const against = (opponent: number | null) => {
    const n = fillVoteOutcomes(outcomes, votes, 0, opponent)
    return winDifference(
      outcomes.value.subarray(0, n),
      outcomes.question.subarray(0, n),
      outcomes.reviewer.subarray(0, n),
    )
  }
  return (trial) => {
    votes.draw(trial)
    return { rest: against(null), pair: against(1) }
  }
}

function named(measures: readonly Measure[], against: string): Measure[] {
  return measures.map((measure) => ({ ...measure, name: `${measure.name}, ${against}` }))
}

const nullMeasures = [...named(twoWayMeasures, 'rest'), ...named(twoWayMeasures, 'pair'), ...twoWayContrasts]

function atNull(words: string, pairwise: PairwiseTrial, tested = 0): SimulatedDesign {
  return {
    id: words,
    words,
    trials: preciseTrials,
    tested,
    prepare: (source) => {
      const run = winTrials(pairwise, source)
      return (trial) => {
        const { rest, pair } = run(trial)
        return [...twoWayOutcomes(rest, 0), ...twoWayOutcomes(pair, 0), ...twoWayContrastOutcomes(rest, 0)]
      }
    },
  }
}

/** The number of comparisons of a published study: 620 questions with two reviewers each, less 6.8%. */
const like1156 = { comparisons: compared(620, 149, 2, 1), missingShare: 0.068 }
const with1860 = { comparisons: compared(620, 149, 3, 1), tieShare: 0.2 }
const with3720 = { comparisons: compared(620, 149, 3, 2), tieShare: 0.2 }

export const winDifferenceNull: Study = {
  id: 'win-difference',
  source: import.meta.url,
  method: 'pref.win_difference',
  title: 'Preference, no difference',
  setting:
    '149 reviewers, 620 questions, four equally good systems, all pairs in balance. The first system is compared with the rest and with ' +
    'one other. 1,156 comparisons are two per question less 6.8% missing, with 49% or 13% ties; 1,860 are three reviewers per question; ' +
    '3,720 are three reviewers with two pairs each; both with 20% ties. For contrast: the first system against the rest.',
  measures: nullMeasures,
  designs: levels.flatMap((level) => [
    atNull(`${level}, 1,156, 49% ties`, { level, ...like1156, tieShare: 0.49 }),
    atNull(`${level}, 1,156, 13% ties`, { level, ...like1156, tieShare: 0.13 }, 200),
    atNull(`${level}, 1,860`, { level, ...with1860 }, 200),
    atNull(`${level}, 3,720`, { level, ...with3720 }),
  ]),
}

const small: readonly (readonly [string, Omit<PairwiseTrial, 'level'>])[] = [
  ['4 reviewers, 100 questions, 3 comparisons each', { comparisons: compared(100, 4, 3, 1), tieShare: 0.2 }],
  ['4 reviewers, 40 questions, all see 2 pairs', { comparisons: compared(40, 4, 4, 2), tieShare: 0.2 }],
  [
    '12 reviewers, 20 questions, 3 reviewers, 2 pairs',
    { comparisons: compared(20, 12, 3, 2), tieShare: 0.2 },
  ],
  [
    '149 reviewers, 620 questions, 1 comparison each',
    { comparisons: compared(620, 149, 1, 1), tieShare: 0.2 },
  ],
  [
    '60 reviewers with very unequal loads, 1,860',
    { comparisons: () => comparedUnequally(620, 60, 3), tieShare: 0.2 },
  ],
]

export const winDifferenceSmall: Study = {
  id: 'win-difference-small',
  source: import.meta.url,
  method: 'pref.win_difference',
  title: 'Preference, few reviewers or few questions, no difference',
  setting:
    'As above with 20% ties and other sizes. With unequal loads the work of reviewer k falls off as 1/(k + 4): the busiest does 7%.',
  remark:
    'As for marks: conservative with 4 reviewers, near 6% at most where few reviewers do much of the work and differ much.',
  measures: nullMeasures,
  designs: levels.flatMap((level) =>
    small.map(([words, design], place) =>
      atNull(`${level}, ${words}`, { level, ...design }, place === 0 || place === 3 ? 200 : 0),
    ),
  ),
}

function atMargin(words: string, pairwise: PairwiseTrial & { readonly winDifference: number }, tested = 0) {
  const truth = pairwise.winDifference
  return {
    id: words,
    words: `${words}, margin ${(100 * Math.abs(truth)).toFixed(0)} points`,
    trials: preciseTrials,
    tested,
    prepare: (source: TrialSource) => {
      const run = winTrials(pairwise, source)
      return (trial: number) => {
        const { rest, pair } = run(trial)
        return [...marginOutcomes(rest, truth), ...marginOutcomes(pair, truth)]
      }
    },
  }
}

const marginDesigns = (level: Level) => [
  atMargin(`${level}, 1,156, 13% ties`, { level, ...like1156, tieShare: 0.13, winDifference: -0.15 }),
  atMargin(`${level}, 1,860`, { level, ...with1860, winDifference: -0.15 }, 200),
  atMargin(`${level}, 3,720`, { level, ...with3720, winDifference: -0.1 }),
  atMargin(`${level}, 4 reviewers, 300 questions, 3 comparisons each`, {
    level,
    comparisons: compared(300, 4, 3, 1),
    tieShare: 0.2,
    winDifference: -0.3,
  }),
]

export const winDifferenceMargin: Study = {
  id: 'win-difference-margin',
  source: import.meta.url,
  method: 'equiv.tost',
  title: 'Preference, at the margin',
  setting:
    'The first system truly loses to each other by the margin (points of win difference; half as many of win rate).',
  remark:
    'One pair has a third of the comparisons. Where its standard error is too large for the margin, equivalence is hardly ever ' +
    'claimed, rightly or wrongly.',
  measures: [...named(marginMeasures, 'rest'), ...named(marginMeasures, 'pair')],
  designs: levels.flatMap(marginDesigns),
}

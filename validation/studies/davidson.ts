import { normalUpper } from '../../src/statistics/distributions/normal.ts'
import { davidson, type PairCounts } from '../../src/statistics/preference/davidson.ts'
import {
  type ClusteredDavidson,
  davidsonClusteredCovariance,
} from '../../src/statistics/preference/davidson-clustered-covariance.ts'
import { rankSets } from '../../src/statistics/preference/rank-sets.ts'
import { tieBand } from '../../src/statistics/simulation/pairwise-votes.ts'
import { type Level, levels } from '../designs/crossed.ts'
import { compared, type PairwiseTrial, pairwiseVotes } from '../designs/pairwise.ts'
import { coversByT, happened } from '../outcome.ts'
import {
  contrast,
  defaultTrials,
  interval,
  type SimulatedDesign,
  type Study,
  type TrialSource,
  test,
} from '../study.ts'

const systems = 4
const tieShare = 0.2

/** The fit of a simulated trial, with the slot effect as an analysis has it. */
function fits(pairwise: PairwiseTrial, source: TrialSource): (trial: number) => ClusteredDavidson {
  const { design, draw, votes } = pairwiseVotes(pairwise, source)
  const { question, reviewer, first: slotA, second: slotB } = design
  return (trial) => {
    draw(trial)
    return davidsonClusteredCovariance({
      systems,
      slotA,
      slotB,
      outcome: votes,
      question,
      reviewer,
      position: true,
    })
  }
}

/** The log worths that votes without end would give: the model is fitted to the chances of every outcome. */
function longRunWorth(strengths: readonly number[]): readonly number[] {
  const band = tieBand(tieShare)
  const counts: PairCounts[] = strengths.flatMap((one, a) =>
    strengths.flatMap((other, b) => {
      if (a === b) return []
      const winsA = normalUpper(band - (one - other))
      const winsB = normalUpper(band + (one - other))
      return [{ a, b, winsA, ties: 1 - winsA - winsB, winsB }]
    }),
  )
  const { logWorth } = davidson({ systems, counts })
  if (logWorth === null) throw new RangeError('the long-run fit must exist')
  return logWorth
}

const equal = [0, 0, 0, 0]
const apart = [0.4, 0.2, 0, -0.2]

interface Size {
  readonly words: string
  readonly comparisons: PairwiseTrial['comparisons']
}

const usual: Size = { words: '149 reviewers, 1,860', comparisons: compared(620, 149, 3, 1) }
const few: Size = { words: '12 reviewers, 300', comparisons: compared(100, 12, 3, 1) }
const four: Size = { words: '4 reviewers, 300', comparisons: compared(100, 4, 3, 1) }

function worthDesign(level: Level, size: Size, strengths: readonly number[], tested = 0): SimulatedDesign {
  const words = `${level}, ${size.words}, ${strengths === equal ? 'equal' : 'apart'}`
  return {
    id: words,
    words,
    trials: defaultTrials,
    tested,
    prepare: (source) => {
      const fit = fits({ level, comparisons: size.comparisons, tieShare, strengths }, source)
      const worth = longRunWorth(strengths)
      const truth = worth[0]! - worth[1]!
      return (trial) => {
        const { fit: own, differenceVariance, df } = fit(trial)
        if (own.logWorth === null || differenceVariance === null || own.covariance === null) {
          return ['undefined', 'undefined', 'undefined']
        }
        const difference = own.logWorth[0]! - own.logWorth[1]!
        const [[v00 = 0, v01 = 0] = [], [, v11 = 0] = []] = own.covariance
        const se = Math.sqrt(differenceVariance[0]![1]!)
        return [
          coversByT(difference, se, df ?? 1, truth),
          coversByT(difference, se, df ?? 1, truth, 0.9),
          coversByT(difference, Math.sqrt(v00 + v11 - 2 * v01), Number.POSITIVE_INFINITY, truth),
        ]
      }
    },
  }
}

export const davidsonStudy: Study = {
  id: 'davidson',
  source: import.meta.url,
  method: 'pref.davidson',
  title: "Davidson's model: difference of two log worths",
  setting:
    'Four systems, 20% ties, slot effect in the model; the systems are equal, or 0.2 standard deviations apart from one to the next. The ' +
    'votes do not follow the model exactly: the true difference is the one that votes without end would give. For contrast: the standard ' +
    'error of the model, for independent rows.',
  measures: [interval('95% interval'), interval('90% interval', 0.1), contrast(interval('rows independent'))],
  designs: levels.flatMap((level) => [
    worthDesign(level, usual, equal, level === 'mid' ? 60 : 0),
    worthDesign(level, usual, apart),
    worthDesign(level, few, apart),
    worthDesign(level, four, equal),
  ]),
}

/** Whether a rank interval leaves out a rank that the system truly has; equal systems share their ranks. */
function rankError(
  lower: readonly number[],
  upper: readonly number[],
  strengths: readonly number[],
): boolean {
  return strengths.some((own, system) => {
    const best = 1 + strengths.filter((other) => other > own).length
    const worst = strengths.length - strengths.filter((other) => other < own).length
    return lower[system]! > best || upper[system]! < worst
  })
}

function rankDesign(name: string, level: Level, size: Size, strengths: readonly number[]): SimulatedDesign {
  const words = `${level}, ${size.words}, ${name}`
  return {
    id: words,
    words,
    trials: defaultTrials,
    prepare: (source) => {
      const fit = fits({ level, comparisons: size.comparisons, tieShare, strengths }, source)
      return (trial) => {
        const { fit: own, differenceVariance, df } = fit(trial)
        if (own.logWorth === null || differenceVariance === null || own.covariance === null) {
          return ['undefined', 'undefined']
        }
        const ranks = rankSets({ estimates: own.logWorth, cov: differenceVariance, differences: true, df })
        const naive = rankSets({ estimates: own.logWorth, cov: own.covariance })
        return [
          happened(rankError(ranks.rankLower, ranks.rankUpper, strengths)),
          happened(rankError(naive.rankLower, naive.rankUpper, strengths)),
        ]
      }
    },
  }
}

export const rankSetsStudy: Study = {
  id: 'rank-sets',
  source: import.meta.url,
  method: 'pref.rank_sets',
  title: 'Rank intervals of four systems',
  setting:
    'An error is any rank interval, of any system, that leaves out a true rank. Clustered variances of the differences as in the section ' +
    'above, Holm over the six pairs. For contrast: the model covariance.',
  remark:
    'When all systems are truly apart, no pair can be told apart wrongly but in the wrong direction, which hardly happens.',
  measures: [test('any false rank'), contrast(test('rows independent'))],
  designs: levels.flatMap((level) => [
    rankDesign('all equal', level, usual, equal),
    rankDesign('two tiers', level, usual, [0.4, 0.4, 0, 0]),
    rankDesign('all apart', level, usual, apart),
    rankDesign('all equal', level, few, equal),
  ]),
}

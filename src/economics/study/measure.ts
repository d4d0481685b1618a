import { armContrast } from '../../statistics/crossed/arm-contrast.ts'
import { contrastRatio } from '../../statistics/crossed/contrast-ratio.ts'
import { pareto } from '../../statistics/economics/pareto.ts'
import type { Interval } from '../../statistics/interval.ts'
import type { Draws } from './arm-costs.ts'
import { benefitPair } from './benefit-pair.ts'
import { drawnShares } from './drawn-shares.ts'
import { costQualityMeans, type QualityRow, qualityRows } from './quality-rows.ts'
import type { MeasuredQuality } from './slot.ts'
import type { ArmQuality, Measure } from './study-economics.ts'

export interface ComparedArm {
  readonly arm: string
  /** Whether the cost of every answer is known. */
  readonly priced: boolean
}

/**
 * Cost and quality of every arm by one measure. Intervals of qualities, of costs per good answer and of differences take
 * questions and reviewers as clusters; the draws of the frontier resample questions.
 *
 * Arms are compared on the same questions: the frontier, its ICERs and the shares on those that all priced arms have marks
 * on, a pair on those that both have.
 */
export function measureOf(
  measured: MeasuredQuality,
  compared: readonly ComparedArm[],
  costOf: (item: string, arm: string) => number,
  draws: Draws,
): Measure {
  const arms = compared.map(({ arm }) => arm)
  const rows = qualityRows(measured.marks, arms, costOf)
  const places = arms.map((_, place) => place)
  const ranked = places.filter((place) => compared[place]?.priced && rows.some(({ arm }) => arm === place))
  const plane = planeOf(rows, ranked, measured.id, draws)
  const found = arms.map(
    (arm, place): ArmQuality => ({
      ...armQuality(rows, arm, place, compared[place]?.priced ?? false, draws.level),
      shared: plane.arms.get(place)?.shared ?? null,
      frontierShare: plane.arms.get(place)?.share ?? null,
    }),
  )
  const points = places.map((place) => {
    const shared = plane.arms.get(place)?.shared
    return { cost: shared?.cost ?? Number.NaN, quality: shared?.quality ?? Number.NaN }
  })
  const { frontier, efficient, icers } = pareto(points)
  const side = (place: number) => ({ arm: arms[place] ?? '', place })
  return {
    id: measured.id,
    label: measured.label,
    unit: measured.unit,
    arms: found,
    sharedQuestions: plane.questions,
    frontier: frontier.map((place) => side(place).arm),
    efficient: efficient.map((place) => side(place).arm),
    icers: [...icers],
    pairs: ranked.flatMap((place) =>
      ranked
        .filter((other) => other !== place)
        .map((other) => benefitPair(rows, side(place), side(other), draws.level)),
    ),
  }
}

type Shared = NonNullable<ArmQuality['shared']>

interface Plane {
  /** Questions that all ranked arms have marks on. */
  readonly questions: number
  readonly arms: ReadonlyMap<number, { readonly shared: Shared; readonly share: number | null }>
}

/** Costs and qualities of the ranked arms on the questions that all of them share. */
function planeOf(rows: readonly QualityRow[], ranked: readonly number[], id: string, draws: Draws): Plane {
  const has = ranked.map(
    (place) => new Set(rows.flatMap(({ arm, question }) => (arm === place ? [question] : []))),
  )
  const [first = new Set<number>()] = has
  const questions = new Set([...first].filter((question) => has.every((one) => one.has(question))))
  const kept = rows
    .filter(({ question, arm }) => questions.has(question) && ranked.includes(arm))
    .map((row) => ({ ...row, arm: ranked.indexOf(row.arm) }))
  const shares = drawnShares(kept, ranked.length, id, draws)
  return {
    questions: questions.size,
    arms: new Map(
      ranked.flatMap((place, index) => {
        const own = kept.filter(({ arm }) => arm === index)
        const means = costQualityMeans(own, [index])
        const [cost, quality] = [
          [1, 0],
          [0, 1],
        ].map((weights) => armContrast(means, weights, draws.level))
        if (cost?.estimate == null || quality?.estimate == null) return []
        const shared = {
          cost: cost.estimate,
          costCi: cost.ci,
          quality: quality.estimate,
          qualityCi: legal(quality.ci),
        }
        return [[place, { shared, share: shares[index] ?? null }] as const]
      }),
    ),
  }
}

function armQuality(
  rows: readonly QualityRow[],
  arm: string,
  place: number,
  priced: boolean,
  level: number,
): Omit<ArmQuality, 'shared' | 'frontierShare'> {
  const own = rows.filter((row) => row.arm === place)
  const means = costQualityMeans(own, [place])
  const quality = armContrast(means, [0, 1], level)
  const [cost = null, good = null] = means.mean
  // Where the quality is not shown to differ from 0 the set of ratios has no end, and there is no interval.
  const ratio = priced ? contrastRatio(means, [1, 0], [0, 1], level) : null
  return {
    arm,
    questions: means.nQuestions,
    reviewers: means.nReviewers,
    quality: quality.estimate,
    qualityCi: legal(quality.ci),
    costPerGood: !priced || cost === null || good === null || good === 0 ? null : cost / good,
    costPerGoodCi: ratio?.ci ?? null,
  }
}

/** An interval of a quality inside 0 to 1: a t interval can leave the range that qualities have. */
function legal(ci: Interval | null): Interval | null {
  return ci === null ? null : { lower: Math.max(0, ci.lower), upper: Math.min(1, ci.upper) }
}

import { clusterReplicates } from '../../statistics/bootstrap/cluster-replicates.ts'
import { armContrast, contrastCovariances } from '../../statistics/crossed/arm-contrast.ts'
import { contrastRatio } from '../../statistics/crossed/contrast-ratio.ts'
import { costRatio } from '../../statistics/economics/cost-ratio.ts'
import { frontierShares } from '../../statistics/economics/frontier-share.ts'
import { pareto } from '../../statistics/economics/pareto.ts'
import type { Draws } from './arm-costs.ts'
import { costQualityMeans, type QualityRow, qualityRows } from './quality-rows.ts'
import type { MeasuredQuality } from './slot.ts'
import type { ArmQuality, BenefitPair, Measure } from './study-economics.ts'

/**
 * Cost and quality of every arm by one measure. Intervals of qualities, of costs per good answer and of differences take
 * questions and reviewers as clusters; the draws of the frontier resample questions.
 */
export function measureOf(
  measured: MeasuredQuality,
  arms: readonly string[],
  costOf: (item: string, arm: string) => number,
  draws: Draws,
): Measure {
  const rows = qualityRows(measured.marks, arms, costOf)
  const priced = rows.filter(({ usd }) => !Number.isNaN(usd))
  const shares = drawnShares(priced, arms.length, measured.id, draws)
  const found = arms.map((arm, place) => armQuality(rows, arm, place, shares[place] ?? null, draws.level))
  const points = arms.map((_, place) => {
    const own = priced.filter((row) => row.arm === place)
    return { cost: meanOf(own.map(({ usd }) => usd)), quality: meanOf(own.map(({ value }) => value)) }
  })
  const { frontier, efficient, icers } = pareto(points)
  const name = (place: number) => arms[place] ?? ''
  return {
    id: measured.id,
    label: measured.label,
    unit: measured.unit,
    arms: found,
    frontier: frontier.map(name),
    efficient: efficient.map(name),
    icers: [...icers],
    pairs: arms.flatMap((arm, place) =>
      arms.flatMap((against, other) =>
        place === other ? [] : [pairOf(priced, { arm, place }, { arm: against, place: other }, draws.level)],
      ),
    ),
  }
}

function armQuality(
  rows: readonly QualityRow[],
  arm: string,
  place: number,
  frontierShare: number | null,
  level: number,
): ArmQuality {
  const own = rows.filter((row) => row.arm === place)
  const means = costQualityMeans(own, [place])
  const quality = armContrast(means, [0, 1], level)
  const priced = own.filter(({ usd }) => !Number.isNaN(usd))
  const pricedMeans = costQualityMeans(priced, [place])
  const [cost = null, good = null] = pricedMeans.mean
  // Where the quality is not shown to differ from 0 the set of ratios has no end, and there is no interval.
  const ratio = contrastRatio(pricedMeans, [1, 0], [0, 1], level)
  return {
    arm,
    questions: means.nQuestions,
    reviewers: means.nReviewers,
    quality: quality.estimate,
    qualityCi: quality.ci,
    costPerGood: cost === null || good === null || good === 0 ? null : cost / good,
    costPerGoodCi: ratio.ci,
    frontierShare: priced.length === 0 ? null : frontierShare,
  }
}

/** Cost and quality of all arms in draws of whole questions. */
function drawnShares(rows: readonly QualityRow[], arms: number, id: string, draws: Draws): (number | null)[] {
  const questions = [...new Set(rows.map(({ question }) => question))]
  const places = new Map(questions.map((question, place) => [question, place]))
  const statistics = 2 * arms
  const numeratorSums = new Float64Array(questions.length * statistics)
  const denominatorSums = new Float64Array(questions.length * statistics)
  for (const row of rows) {
    const start = (places.get(row.question) ?? 0) * statistics + 2 * row.arm
    for (const [column, value] of [row.usd, row.value].entries()) {
      numeratorSums[start + column] = (numeratorSums[start + column] ?? 0) + value
      denominatorSums[start + column] = (denominatorSums[start + column] ?? 0) + 1
    }
  }
  if (questions.length === 0) return Array.from({ length: arms }, () => null)
  const replicates = clusterReplicates(
    {
      numeratorSums,
      denominatorSums,
      clusters: questions.length,
      statistics,
      seed: draws.seed,
      stream: ['economics', 'frontier', id],
    },
    0,
    draws.resamples,
  )
  const costs = new Float64Array(draws.resamples * arms)
  const qualities = new Float64Array(draws.resamples * arms)
  for (let draw = 0; draw < draws.resamples; draw++) {
    for (let arm = 0; arm < arms; arm++) {
      costs[draw * arms + arm] = replicates[2 * arm * draws.resamples + draw] ?? Number.NaN
      qualities[draw * arms + arm] = replicates[(2 * arm + 1) * draws.resamples + draw] ?? Number.NaN
    }
  }
  return frontierShares(costs, qualities, arms)
}

interface Side {
  readonly arm: string
  readonly place: number
}

/** Differences on the questions that both arms have, so that neither had the easier ones. */
function pairOf(rows: readonly QualityRow[], one: Side, other: Side, level: number): BenefitPair {
  const has = (place: number) =>
    new Set(rows.filter((row) => row.arm === place).map(({ question }) => question))
  const [first, second] = [has(one.place), has(other.place)]
  const shared = [...first].filter((question) => second.has(question))
  const both = new Set(shared)
  const kept = rows.filter(
    ({ question, arm }) => both.has(question) && (arm === one.place || arm === other.place),
  )
  const means = costQualityMeans(kept, [one.place, other.place])
  const cost = [1, 0, -1, 0]
  const quality = [0, 1, 0, -1]
  const varianceOf = (weights: readonly number[]) => {
    const { se } = armContrast(means, weights, level)
    return se === null ? null : se * se
  }
  // Every mark of an answer has its cost.
  const usd = (place: number) => {
    const known = new Map(kept.filter(({ arm }) => arm === place).map((row) => [row.question, row.usd]))
    return shared.map((question) => known.get(question) ?? Number.NaN)
  }
  const ratio = costRatio(usd(one.place), usd(other.place), level)
  return {
    arm: one.arm,
    against: other.arm,
    questions: shared.length,
    deltaQuality: armContrast(means, quality, level).estimate,
    deltaCost: armContrast(means, cost, level).estimate,
    varQuality: varianceOf(quality),
    varCost: varianceOf(cost),
    covariance: covarianceOf(contrastCovariances(means, quality, cost)),
    costRatio: ratio.ratio,
    costRatioCi: ratio.ci,
  }
}

/** The covariance of the clustering whose variances are used most often: by question, where costs differ. */
function covarianceOf({ question }: ReturnType<typeof contrastCovariances>): number {
  return question ?? 0
}

function meanOf(values: readonly number[]): number {
  return values.length === 0 ? Number.NaN : values.reduce((sum, value) => sum + value, 0) / values.length
}

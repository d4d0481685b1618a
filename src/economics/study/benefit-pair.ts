import { armContrast, contrastCovariances } from '../../statistics/crossed/arm-contrast.ts'
import { costRatio } from '../../statistics/economics/cost-ratio.ts'
import { costQualityMeans, type QualityRow } from './quality-rows.ts'
import type { BenefitPair } from './study-economics.ts'

export interface Side {
  readonly arm: string
  readonly place: number
}

/** Differences on the questions that both arms have, so that neither had the easier ones. */
export function benefitPair(rows: readonly QualityRow[], one: Side, other: Side, level: number): BenefitPair {
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
    df: means.df,
    costRatio: ratio.ratio,
    costRatioCi: ratio.ci,
  }
}

/** The covariance of the clustering whose variances are used most often: by question, where costs differ. */
function covarianceOf({ question }: ReturnType<typeof contrastCovariances>): number {
  return question ?? 0
}

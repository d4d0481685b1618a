import { gwetOfMarks, krippendorffOfMarks } from './agreement-adapters.ts'
import { clusterBootstrapOfRows, intervalsOfReplicates } from './bootstrap-adapters.ts'
import { pairedDifferenceOfRatings, winDifferenceOfRows } from './crossed-adapters.ts'
import {
  adjustAll,
  claimOfWinRate,
  classifyEstimate,
  spendingBounds,
  tostOfEstimate,
} from './decision-adapters.ts'
import { distributionFunctions, proportionCi, statQuantile } from './distribution-adapters.ts'
import {
  clusterSignFlipOfRows,
  davidsonOfCounts,
  positionBiasOfChoices,
  rankSetsOfEstimates,
  signTestOfCounts,
} from './preference-adapters.ts'

/**
 * Computes the result of a case from its input. Missing optional fields take the method's defaults. Throws zod's
 * error for an input that is not of the method's layout and a `RangeError` for numbers outside their range.
 */
export type ReferenceAdapter = (input: unknown) => unknown

/** Every method that can be verified from a file of reference cases, by its identifier. */
export const referenceAdapters: Readonly<Record<string, ReferenceAdapter>> = {
  'dist.functions': distributionFunctions,
  'stat.quantile': statQuantile,
  'proportion.ci': proportionCi,
  'pref.win_difference': winDifferenceOfRows,
  'pref.sign_test': signTestOfCounts,
  'pref.cluster_signflip': clusterSignFlipOfRows,
  'pref.davidson': davidsonOfCounts,
  'pref.rank_sets': rankSetsOfEstimates,
  'pref.position_bias': positionBiasOfChoices,
  'boot.cluster': clusterBootstrapOfRows,
  'boot.intervals': intervalsOfReplicates,
  'equiv.tost': tostOfEstimate,
  'equiv.win_rate_claim': claimOfWinRate,
  'decision.classify': classifyEstimate,
  'crossed.paired_difference': pairedDifferenceOfRatings,
  'agree.krippendorff': krippendorffOfMarks,
  'agree.gwet': gwetOfMarks,
  'mult.adjust': adjustAll,
  'seq.alpha_spending': spendingBounds,
}

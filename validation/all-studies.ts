import { gwetStudy, krippendorffStudy } from './studies/agreement.ts'
import { alphaSpendingStudy } from './studies/alpha-spending.ts'
import { assistedEffects, assistedHolm } from './studies/assisted-effects.ts'
import { bootstrapIntervalsStudy } from './studies/bootstrap-intervals.ts'
import { brierStudy, eceStudy } from './studies/calibration.ts'
import { clusterBootstrapStudy } from './studies/cluster-bootstrap.ts'
import { clusterSignFlipStudy } from './studies/cluster-sign-flip.ts'
import { crossedDifference, crossedSmall } from './studies/crossed-difference.ts'
import { crossedMargin } from './studies/crossed-margin.ts'
import { davidsonStudy, rankSetsStudy } from './studies/davidson.ts'
import { costStudy, netBenefitStudy } from './studies/economics.ts'
import { holmStudy } from './studies/holm.ts'
import { betabinomialStudy, normalMixtureStudy } from './studies/live-boards.ts'
import { metaStudy } from './studies/meta.ts'
import { mcnemarStudy, newcombe, signTestStudy, tango } from './studies/paired-accuracy.ts'
import { pigeonholeStudy } from './studies/pigeonhole.ts'
import { poststratifyStudy } from './studies/poststratify.ts'
import { ppiClusterStudy, ppiMeanStudy } from './studies/ppi.ts'
import { proportion } from './studies/proportion.ts'
import { rubricDifference } from './studies/rubric-difference.ts'
import { tostStudy } from './studies/tost.ts'
import { winDifferenceMargin, winDifferenceNull, winDifferenceSmall } from './studies/win-difference.ts'
import type { Study } from './study.ts'

/** Every study, in the order of the page. */
export const allStudies: readonly Study[] = [
  crossedDifference,
  crossedSmall,
  crossedMargin,
  winDifferenceNull,
  winDifferenceSmall,
  winDifferenceMargin,
  pigeonholeStudy,
  davidsonStudy,
  rankSetsStudy,
  clusterSignFlipStudy,
  signTestStudy,
  proportion,
  mcnemarStudy,
  newcombe,
  tango,
  rubricDifference,
  tostStudy,
  clusterBootstrapStudy,
  bootstrapIntervalsStudy,
  ppiMeanStudy,
  ppiClusterStudy,
  krippendorffStudy,
  gwetStudy,
  brierStudy,
  eceStudy,
  holmStudy,
  assistedEffects,
  assistedHolm,
  alphaSpendingStudy,
  betabinomialStudy,
  normalMixtureStudy,
  metaStudy,
  poststratifyStudy,
  costStudy,
  netBenefitStudy,
]

export function findStudy(id: string): Study {
  const study = allStudies.find((one) => one.id === id)
  if (study === undefined) throw new RangeError(`no study ${id}`)
  return study
}

import type { TwoWayError } from '../../src/statistics/crossed/two-way-error.ts'
import { symmetricInterval } from '../../src/statistics/equivalence/tost.ts'
import { covers, coversByT, rejects } from '../outcome.ts'
import { contrast, interval, type Measure, type Outcome, test } from '../study.ts'

/** What is counted of a two-way clustered mean whose true value is known. */
export const twoWayMeasures: readonly Measure[] = [
  interval('95% interval'),
  interval('90% interval', 0.1),
  { ...test('p < 0.05'), role: 'repeat' },
]

export const twoWayContrasts: readonly Measure[] = [
  contrast(interval('rows independent')),
  contrast(interval('by question only')),
  contrast(interval('by reviewer only')),
  contrast(interval('Satterthwaite df')),
]

export function twoWayOutcomes(error: TwoWayError, truth: number): Outcome[] {
  return [covers(error.ci, truth), ninety(error, truth), rejects(error.p)]
}

/** The same estimate with standard errors that leave something out, and with degrees of freedom from the data. */
export function twoWayContrastOutcomes(error: TwoWayError, truth: number): Outcome[] {
  const { estimate, n, nQuestions, nReviewers } = error
  return [
    coversByT(estimate, error.seIid, n - 1, truth),
    coversByT(estimate, error.seQuestion, nQuestions - 1, truth),
    coversByT(estimate, error.seReviewer, (nReviewers ?? 0) - 1, truth),
    coversByT(estimate, error.seTwoWay, satterthwaite(error), truth),
  ]
}

export function ninety({ estimate, seTwoWay, df }: TwoWayError, truth: number): Outcome {
  if (estimate === null || seTwoWay === null || seTwoWay === 0) return 'undefined'
  return covers(symmetricInterval(estimate, seTwoWay, df, 0.05), truth)
}

/** max(V^2/(Vq^2/(Gq - 1) + Vr^2/(Gr - 1)), min(Gq, Gr) - 1). */
function satterthwaite({
  seTwoWay,
  seQuestion,
  seReviewer,
  nQuestions,
  nReviewers,
  df,
}: TwoWayError): number {
  const square = (se: number | null) => (se ?? 0) * (se ?? 0)
  const [v, q, r] = [square(seTwoWay), square(seQuestion), square(seReviewer)]
  const spread = (q * q) / (nQuestions - 1) + (r * r) / ((nReviewers ?? 2) - 1)
  return Math.max((v * v) / spread, df ?? 1)
}

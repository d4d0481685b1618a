import type { LogisticHead } from '../../model/trained-model.ts'

/** Log odds of a head before they are calibrated. @param value Of a feature of the head. */
export function rawOdds(
  head: Pick<LogisticHead, 'features' | 'means' | 'scales' | 'weights' | 'intercept'>,
  value: (feature: string) => number,
): number {
  let sum = head.intercept
  for (const [at, feature] of head.features.entries())
    sum += (head.weights[at]! * (value(feature) - head.means[at]!)) / head.scales[at]!
  return sum
}

/** Probability, 0 to 1, that a candidate is good. */
export function probabilityOf(head: LogisticHead, value: (feature: string) => number): number {
  const { slope, intercept } = head.calibration
  return 1 / (1 + Math.exp(-(intercept + slope * rawOdds(head, value))))
}

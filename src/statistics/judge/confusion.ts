/** Pairs of a judge's mark and a physician's mark of the same answer; the physician's counts as the truth. */
export interface ConfusionCounts {
  /** Both say met. */
  readonly tp: number
  /** The judge says met, the physician not met. */
  readonly fp: number
  /** The judge says not met, the physician met. */
  readonly fn: number
  /** Both say not met. */
  readonly tn: number
}

/**
 * F1 of one class, 2 hits/(2 hits + misses + false alarms): the harmonic mean of precision and recall, 0 when the
 * class occurs but is never agreed on, null when it occurs nowhere.
 */
export function f1(hits: number, errors: number): number | null {
  return hits + errors === 0 ? null : (2 * hits) / (2 * hits + errors)
}

/** Mean of the F1 of both classes; null when a class occurs nowhere. */
export function macroF1({ tp, fp, fn, tn }: ConfusionCounts): number | null {
  const met = f1(tp, fp + fn)
  const notMet = f1(tn, fp + fn)
  return met === null || notMet === null ? null : (met + notMet) / 2
}

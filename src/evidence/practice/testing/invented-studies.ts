import { type MeasuredStudy, type MeasureKind, measureKinds, type Reading } from '../measures.ts'

/** A reading with an interval of two errors to either side; all invented. */
export function reading(arm: string, estimate: number | null, error: number | null = 0.02): Reading {
  const interval =
    estimate === null || error === null
      ? null
      : { lower: estimate - 2 * error, upper: estimate + 2 * error, level: 0.95 }
  return { arm, estimate, interval, n: 100, error }
}

export function study(
  id: string,
  measures: Readonly<Partial<Record<MeasureKind, readonly Reading[]>>>,
  labels: Readonly<Record<string, string>> = {},
): MeasuredStudy {
  return {
    id,
    title: `Study ${id}`,
    sample: false,
    protocolHash: 'a'.repeat(64),
    dataHash: 'b'.repeat(64),
    labels: new Map(Object.entries(labels)),
    measures: measureKinds.flatMap((kind) => {
      const readings = measures[kind]
      return readings === undefined ? [] : [{ kind, of: `Measure ${kind}`, unit: 'replies', readings }]
    }),
    remarks: [],
  }
}

import type { ReferenceTolerance } from './reference-schema.ts'

/** One place where a result differs from what the reference expects. */
export interface Mismatch {
  /** Dotted path inside the result. */
  readonly path: string
  readonly expected: string
  readonly actual: string
}

/**
 * Compares a result with the expected value of a reference case. Every expected key must be there, more keys may
 * be. Numbers pass within |got - want| <= tolerance * max(1, |want|); the strings "Inf" and "-Inf" stand for
 * infinities; everything else, and the length of arrays, must be the same.
 */
export function compareWithReference(
  actual: unknown,
  expected: unknown,
  tolerance: ReferenceTolerance,
  path = '',
): Mismatch[] {
  const mismatch = [{ path, expected: show(expected), actual: show(actual) }]
  const wanted = numberOf(expected)
  if (wanted !== null) {
    const got = numberOf(actual)
    return got !== null && withinTolerance(got, wanted, toleranceAt(tolerance, path)) ? [] : mismatch
  }
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual) || actual.length !== expected.length) return mismatch
    return expected.flatMap((item, index) =>
      compareWithReference(actual[index], item, tolerance, `${path}[${index}]`),
    )
  }
  if (isRecord(expected)) {
    if (!isRecord(actual)) return mismatch
    return Object.entries(expected).flatMap(([key, value]) =>
      compareWithReference(actual[key], value, tolerance, path === '' ? key : `${path}.${key}`),
    )
  }
  return actual === expected ? [] : mismatch
}

/** The tolerance whose key is contained in the path, the longest one where several are. */
export function toleranceAt(tolerance: ReferenceTolerance, path: string): number {
  if (typeof tolerance === 'number') return tolerance
  let best = tolerance.default ?? 0
  let length = -1
  for (const [key, value] of Object.entries(tolerance)) {
    if (key !== 'default' && key.length > length && path.includes(key)) {
      best = value
      length = key.length
    }
  }
  return best
}

function withinTolerance(got: number, want: number, tolerance: number): boolean {
  if (!Number.isFinite(want)) return got === want
  return Math.abs(got - want) <= tolerance * Math.max(1, Math.abs(want))
}

function numberOf(value: unknown): number | null {
  if (typeof value === 'number') return value
  if (value === 'Inf') return Number.POSITIVE_INFINITY
  return value === '-Inf' ? Number.NEGATIVE_INFINITY : null
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function show(value: unknown): string {
  return typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? 'nothing')
}

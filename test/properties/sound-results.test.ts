import { expect } from 'vitest'
import { inputsByMethod } from './inputs/inputs.ts'
import { always, type Check, describeProperty } from './support/check.ts'
import { leavesOf, recordsOf } from './support/results.ts'

/** Of methods that take long; 100 of the others. */
const runs: Readonly<Record<string, number>> = {
  'crossed.clmm': 8,
  'crossed.glmm': 8,
  'crossed.lmm': 15,
  'power.two_way': 10,
}

const soundness = Object.fromEntries(
  Object.entries(inputsByMethod).map(([method, inputs]): [string, Check] => [
    method,
    always(inputs, (compute, input) => checkSound(compute(input)), { runs: runs[method] ?? 100 }),
  ]),
)

function checkSound(result: unknown) {
  for (const { path, key, value } of leavesOf(result)) {
    expect(value, `${path} must be defined or null`).toSatisfy(
      (leaf) => leaf !== undefined && !Number.isNaN(leaf),
    )
    if (isPValue(key) && value !== null) {
      expect(value, `${path} must lie in (0, 1]`).toSatisfy((p) => typeof p === 'number' && p > 0 && p <= 1)
    }
  }
  for (const { lower, upper } of recordsOf(result)) {
    // An upper end of null is endless.
    if (typeof lower === 'number' && upper !== null) expect(lower).toBeLessThanOrEqual(Number(upper))
  }
}

const adjusted = new Set(['bonferroni', 'holm', 'hochberg', 'bh', 'by'])

/** p, midP, pLower, chi2P, adjustedP. */
function isPValue(key: string): boolean {
  return adjusted.has(key) || /^p$|^p[A-Z]|[a-z0-9]P$/.test(key)
}

describeProperty('results hold no NaN, no p of 0 and no interval that is upside down', soundness, {})

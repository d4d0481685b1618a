import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareWithReference } from '../../../src/statistics/verify/compare.ts'
import { referenceAdapters } from '../../../src/statistics/verify/reference-adapters.ts'

/** Computes the result of a method from an input in its reference layout. */
export type Compute = (input: unknown) => unknown

/** What must hold of one method; throws when it does not. */
export type Check = (compute: Compute) => void

export interface CheckOptions {
  /** Largest difference of a number, against max(1, |number|); 1e-9 when left out. */
  readonly tolerance?: number
  /** Inputs to try; 30 when left out. */
  readonly runs?: number
}

/** Every run of the tests tries the same inputs. */
const seed = 20261

/** A statement on the result of any input; the number is for what the statement draws itself. */
export function always<Input>(
  inputs: fc.Arbitrary<Input>,
  statement: (compute: Compute, input: Input, seed: number) => void,
  { runs = 30 }: CheckOptions = {},
): Check {
  return (compute) =>
    fc.assert(
      fc.property(inputs, fc.nat(), (input, own) => statement(compute, input, own)),
      { seed, numRuns: runs },
    )
}

/** The changed input gives what is expected from the result of the input as it was. */
export function becomes<Input>(
  inputs: fc.Arbitrary<Input>,
  change: (input: Input, seed: number) => unknown,
  expected: (before: unknown, input: Input, seed: number) => unknown,
  options: CheckOptions = {},
): Check {
  return always(
    inputs,
    (compute, input, own) => {
      const after = compute(change(input, own))
      const wanted = expected(compute(input), input, own)
      expect(compareWithReference(after, wanted, options.tolerance ?? 1e-9)).toEqual([])
    },
    options,
  )
}

/** The changed input gives the same result. */
export function unchanged<Input>(
  inputs: fc.Arbitrary<Input>,
  change: (input: Input, seed: number) => unknown,
  options: CheckOptions = {},
): Check {
  return becomes(inputs, change, (before) => before, options)
}

/** Several checks of one method. */
export function allOf(...checks: readonly Check[]): Check {
  return (compute) => {
    for (const check of checks) check(compute)
  }
}

/**
 * Runs the check of every method. A method without a check must stand under the reason why it has none, so that a
 * new method cannot be forgotten.
 */
export function describeProperty(
  statement: string,
  checks: Readonly<Record<string, Check>>,
  exceptions: Readonly<Record<string, readonly string[]>>,
): void {
  describe(statement, () => {
    for (const [method, check] of Object.entries(checks)) {
      it(method, () => {
        const compute = referenceAdapters[method]
        if (compute === undefined) throw new Error(`There is no method ${method}.`)
        check(compute)
      })
    }

    it('names every method once, with a check or with the reason why it has none', () => {
      const named = [...Object.keys(checks), ...Object.values(exceptions).flat()]
      expect(named.sort()).toEqual(Object.keys(referenceAdapters).sort())
    })
  })
}

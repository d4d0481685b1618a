import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { referenceAdapters } from '../../../src/statistics/verify/reference-adapters.ts'
import { leavesOf } from '../support/results.ts'
import { inputsByMethod } from './inputs.ts'

describe('the drawn inputs', () => {
  it('are there for every method', () => {
    expect(Object.keys(inputsByMethod).sort()).toEqual(Object.keys(referenceAdapters).sort())
  })

  // Properties of results that are always null would hold of anything.
  it.each(Object.entries(inputsByMethod))(
    'of %s often lead to a result that is defined',
    (method, inputs) => {
      const drawn = fc.sample(inputs, { seed: 20261, numRuns: method === 'power.two_way' ? 5 : 20 })
      const defined = drawn.filter((input) => {
        const leaves = leavesOf(referenceAdapters[method]?.(input))
        return leaves.filter(({ value }) => value !== null).length >= 0.5 * leaves.length
      })
      expect(defined.length).toBeGreaterThan(0.25 * drawn.length)
    },
  )
})

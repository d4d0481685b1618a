import { describe, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { solveIncreasing } from './solve-increasing.ts'

describe('solveIncreasing', () => {
  it('finds a zero although the slope misleads', () => {
    expectClose(
      solveIncreasing(
        (x) => x * x * x - 2,
        () => 1e-3,
        0,
        10,
        9,
      ),
      1.2599210498948732,
    )
    expectClose(
      solveIncreasing(
        (x) => x * x * x - 2,
        (x) => 3 * x * x,
        0,
        10,
        0.01,
      ),
      1.2599210498948732,
    )
  })

  it('gives the nearer end when there is no zero inside', () => {
    expectClose(
      solveIncreasing(
        (x) => x + 5,
        () => 1,
        1,
        2,
        1.5,
      ),
      1,
      1e-9,
    )
    expectClose(
      solveIncreasing(
        (x) => x - 5,
        () => 1,
        1,
        2,
        1.5,
      ),
      2,
      1e-9,
    )
  })
})

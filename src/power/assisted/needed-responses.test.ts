import { describe, expect, it } from 'vitest'
import { normalCdf } from '../../statistics/distributions/normal.ts'
import { neededResponses, sizeGrid } from './needed-responses.ts'

describe('neededResponses', () => {
  const grid = sizeGrid(600, 2)

  it('tries sizes from an eighth of the plan to eight times of it, in whole participants', () => {
    expect(grid[0]).toBe(76)
    expect(grid.at(-1)).toBe(4800)
    expect(grid.every((size) => size % 2 === 0)).toBe(true)
    expect(grid).toContain(600)
  })

  // Power normalCdf(sqrt(n / 100) - 1.96): 80 % at (1.96 + 0.841621)^2 x 100 = 784.9.
  it('finds the size between two that were tried', async () => {
    const tried: number[] = []
    const powerAt = async (size: number) => {
      tried.push(size)
      return normalCdf(Math.sqrt(size / 100) - 1.96)
    }
    const needed = await neededResponses(grid, 0.8, 2, powerAt)
    expect(Math.abs(needed! - 785)).toBeLessThanOrEqual(4)
    expect(new Set(tried).size).toBeLessThanOrEqual(8)
  })

  it('is null where the largest is not enough, and the smallest where that is', async () => {
    expect(await neededResponses(grid, 0.8, 2, async () => 0.79)).toBeNull()
    expect(await neededResponses(grid, 0.8, 2, async () => 0.81)).toBe(76)
  })
})

import { describe, expect, it } from 'vitest'
import { pareto } from './pareto.ts'

const at = (...points: readonly (readonly [number, number])[]) =>
  points.map(([cost, quality]) => ({ cost, quality }))

describe('pareto', () => {
  it('keeps equal systems on the frontier and the first of them as efficient', () => {
    expect(pareto(at([2, 0.5], [1, 0.5], [1, 0.5]))).toEqual({ frontier: [1, 2], efficient: [1], icers: [] })
  })

  it('drops the dearer of two equally good and the worse of two equally dear', () => {
    expect(pareto(at([1, 1], [1, 2], [3, 2], [4, 3])).frontier).toEqual([1, 3])
  })

  it('removes extended dominance more than once', () => {
    // By hand: steps of 3, 2.5, 2.08 and 1.11 per unit of quality fold into one of 2.
    const result = pareto(at([0, 0], [3, 1], [5.5, 2], [8, 3.2], [10, 5]))
    expect(result.frontier).toEqual([0, 1, 2, 3, 4])
    expect(result).toMatchObject({ efficient: [0, 4], icers: [2] })
  })

  it('keeps systems on the line between two others, whatever the rounding', () => {
    expect(pareto(at([0.1, 0.1], [0.2, 0.2], [0.3, 0.3], [0.4, 0.4], [0.7, 0.7])).efficient).toEqual([
      0, 1, 2, 3, 4,
    ])
  })

  it('lists the frontier in the order of the input and the efficient systems by cost', () => {
    expect(pareto(at([9, 9], [1, 1], [4, 5]))).toMatchObject({ frontier: [0, 1, 2], efficient: [1, 2, 0] })
  })

  it('leaves out systems without a cost or a quality', () => {
    expect(pareto(at([Number.NaN, 5], [1, 1], [2, Number.NaN])).frontier).toEqual([1])
    expect(pareto([])).toEqual({ frontier: [], efficient: [], icers: [] })
  })
})

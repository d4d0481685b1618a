import { describe, expect, it } from 'vitest'
import { markupProblems } from '../testing/markup-check.ts'
import { factorialPlot } from './factorial-plot.ts'

const line = (label: string, stage: number, means: readonly (number | null)[], dashed = false) => ({
  label,
  stage,
  dashed,
  points: means.map((mean, place) => ({
    size: [2, 8, 32][place] ?? 1,
    mean,
    interval: mean === null ? null : { lower: mean - 0.2, upper: mean + 0.2 },
  })),
})
const draw = (lines: Parameters<typeof factorialPlot>[0]['lines'], layout: 'wide' | 'narrow' = 'wide') =>
  factorialPlot(
    { lines, levels: [{ label: 'Other', mean: 3.5 }], valueTitle: 'Mean mark', base: 1, digits: 2 },
    { id: 'f', title: 'Size', description: 'By size', layout, sample: false },
  )
const circles = (svg: string) =>
  [...svg.matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)"/g)].map(([, x, y]) => [Number(x), Number(y)] as const)

describe('factorialPlot', () => {
  it('spaces sizes by their logarithm, and puts higher means higher', () => {
    const [first, second, third] = circles(draw([line('none', 0, [1.5, 2.5, 3.5])]))
    if (first === undefined || second === undefined || third === undefined) throw new Error('three points')
    // 2 to 8 is as far as 8 to 32.
    expect(second[0] - first[0]).toBeCloseTo(third[0] - second[0], 1)
    expect(first[1] - second[1]).toBeCloseTo(second[1] - third[1], 1)
    expect(first[1]).toBeGreaterThan(third[1])
  })

  it('draws a point without a mean nowhere, and one point without a line', () => {
    const svg = draw([line('none', 0, [null, 2, null])])
    expect(circles(svg)).toHaveLength(1)
    expect(svg).not.toContain('<polyline')
    expect(svg).not.toContain('NaN')
  })

  it.each(['wide', 'narrow'] as const)(
    'is well formed in the %s layout, and names every line and level',
    (layout) => {
      const svg = draw([line('none', 0, [1, 2, 3]), line('DPO', 1, [2, 3, 3.5], true)], layout)
      expect(markupProblems(svg)).toEqual([])
      for (const name of ['none', 'DPO', 'Other']) expect(svg).toContain(`>${name}`)
      expect(svg).toContain('class="curve planned dashed"')
    },
  )
})

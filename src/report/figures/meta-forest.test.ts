import { describe, expect, it } from 'vitest'
import { type MetaForestData, metaForestPlot } from './meta-forest.ts'

const data: MetaForestData = {
  axis: 'Odds of being preferred',
  logarithm: true,
  favours: { negative: 'Model', positive: 'Tool' },
  studies: [
    { label: 'One <2026>', estimate: 0.5, interval: { lower: 0.2, upper: 0.8 }, weight: 60, n: 499 },
    { label: 'Two', estimate: -0.1, interval: { lower: -0.5, upper: 0.3 }, weight: 40, n: null },
  ],
  summaries: [
    { label: 'All', k: 2, estimate: 0.26, interval: { lower: -1, upper: 1.5 }, prediction: null },
    {
      label: 'Predicted',
      k: 3,
      estimate: 0.26,
      interval: { lower: -1, upper: 1.5 },
      prediction: { lower: -2, upper: 2 },
    },
  ],
}
const frame = { id: 'f', title: 'Accuracy', description: 'Two studies.', sample: false } as const

describe('metaForestPlot', () => {
  it.each(['wide', 'narrow'] as const)('draws every study and summary, %s', (layout) => {
    const svg = metaForestPlot(data, { ...frame, layout })
    expect(svg.match(/<rect/g)).toHaveLength(2)
    expect(svg.match(/<polygon/g)).toHaveLength(2)
    // The bar of prediction, for the one summary that has it.
    expect(svg.match(/class="margin"/g)).toHaveLength(1)
    // exp(0.5) and its limits, by hand.
    expect(svg).toContain('1.65 [1.22, 2.23]')
    expect(svg).toContain('One &lt;2026&gt;')
    expect(svg).not.toMatch(/NaN|undefined/)
  })

  it('draws squares whose areas are as the weights', () => {
    const svg = metaForestPlot(data, { ...frame, layout: 'wide' })
    const [one, two] = [...svg.matchAll(/<rect [^>]*width="([\d.]+)"/g)].map((found) => Number(found[1]))
    expect(((one ?? 0) / (two ?? 1)) ** 2).toBeCloseTo(1.5, 1)
  })

  it('says SAMPLE where data are invented', () => {
    expect(metaForestPlot(data, { ...frame, layout: 'wide', sample: true })).toContain('SAMPLE')
  })
})

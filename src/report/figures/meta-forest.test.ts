import { describe, expect, it } from 'vitest'
import { type MetaForestData, metaForestPlot } from './meta-forest.ts'

const data: MetaForestData = {
  axis: 'Odds of being preferred',
  logarithm: true,
  favours: { negative: 'Model', positive: 'Tool' },
  groups: [
    {
      heading: 'Run by or with a vendor',
      studies: [
        {
          label: 'One <2026>',
          estimate: 0.5,
          interval: { lower: 0.2, upper: 0.8, level: 0.95 },
          weight: 60,
          n: 499,
        },
      ],
      summary: null,
    },
    {
      heading: 'Independent',
      studies: [
        {
          label: 'Two',
          estimate: -0.1,
          interval: { lower: -0.5, upper: Number.POSITIVE_INFINITY, level: 0.9 },
          weight: 40,
          n: null,
        },
      ],
      summary: {
        label: 'Independent, 2 studies',
        estimate: 0.26,
        interval: { lower: -1, upper: 1.5 },
        prediction: null,
      },
    },
  ],
  overall: {
    label: 'All, 3 studies',
    estimate: 0.26,
    interval: { lower: -1, upper: 1.5 },
    prediction: { lower: -2, upper: 2 },
  },
  notes: ['All: Q 39.42.'],
}
const frame = { id: 'f', title: 'Accuracy', description: 'Two studies.', sample: false } as const

describe('metaForestPlot', () => {
  it.each(['wide', 'narrow'] as const)('draws every study and summary, %s', (layout) => {
    const svg = metaForestPlot(data, { ...frame, layout })
    expect(svg.match(/<rect/g)).toHaveLength(2)
    expect(svg.match(/<polygon/g)).toHaveLength(2)
    // The bar of prediction, for the one summary that has it, and its numbers: exp(-2) and exp(2), by hand.
    expect(svg.match(/class="margin"/g)).toHaveLength(1)
    expect(svg).toContain('[0.14, 7.39]')
    // exp(0.5) and its limits, by hand; an interval without an upper bound.
    expect(svg).toContain('1.65 [1.22, 2.23]')
    expect(svg).toContain('0.90 [0.61, ∞]')
    for (const words of ['One &lt;2026&gt;', '60.0%', '40.0%', '90% interval', 'All: Q 39.42.'])
      expect(svg).toContain(words)
    expect(svg).not.toMatch(/NaN|undefined|Infinity/)
  })

  it.each(['wide', 'narrow'] as const)('says of every study who ran it, %s', (layout) => {
    const words = [...metaForestPlot(data, { ...frame, layout }).matchAll(/<text[^>]*>([^<]*)/g)].map(
      ([, text]) => text,
    )
    const at = (start: string) => words.findIndex((text) => text?.startsWith(start))
    expect(at('Run by or with a vendor')).toBeLessThan(at('One'))
    expect(at('One')).toBeLessThan(at('Independent'))
    expect(at('Independent')).toBeLessThan(at('Two'))
    expect(at('Two')).toBeLessThan(at('All, 3 studies'))
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

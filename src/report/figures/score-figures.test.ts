import { describe, expect, it } from 'vitest'
import { hostileText } from '../testing/hostile-results.ts'
import { markupProblems, readableText } from '../testing/markup-check.ts'
import { scoreColumns, scoreScale, tickLabels } from './score-columns.ts'
import { scoreScatter } from './score-scatter.ts'
import type { FigureFrame } from './svg.ts'

const frame = (layout: FigureFrame['layout']): FigureFrame => ({
  id: 'f-1',
  title: hostileText,
  description: hostileText,
  layout,
  sample: true,
})
const mark = (estimate: number) => ({ estimate, interval: { lower: estimate - 5, upper: estimate + 5 } })

const columns = {
  rows: [hostileText, 'B', 'C'],
  columns: [
    {
      title: hostileText,
      unit: 'percent',
      zero: false,
      marks: [mark(80), null, { estimate: 90, interval: null }],
    },
    { title: 'Effect', unit: 'points', zero: true, marks: [mark(-8), mark(-3), null] },
    { title: 'Nothing', unit: 'points', zero: true, marks: [null, null, null] },
  ],
}
const panel = {
  xTitle: hostileText,
  yTitle: hostileText,
  xZero: false,
  yZero: true,
  note: hostileText,
  points: [
    { label: '1', x: mark(80), y: mark(-8) },
    { label: '2', x: mark(80), y: mark(-8) },
    { label: '3', x: { estimate: 70, interval: null }, y: { estimate: 4, interval: null } },
  ],
}

describe.each(['wide', 'narrow'] as const)('figures of scores, %s', (layout) => {
  it('are whole documents whatever people call things', () => {
    for (const svg of [
      scoreColumns(columns, frame(layout)),
      scoreScatter([panel, { ...panel, points: [] }], 2, frame(layout)),
    ]) {
      expect(markupProblems(svg)).toEqual([])
      expect(svg).not.toMatch(/NaN|Infinity|undefined|null/)
      expect(readableText(svg)).toContain('SAMPLE')
    }
  })

  it('have a point for every value, a bar for every interval and a dash for what is missing', () => {
    const svg = scoreColumns(columns, frame(layout))
    expect(svg.match(/<circle/g)).toHaveLength(4)
    expect(svg.match(/class="whisker"/g)).toHaveLength(3)
    expect(svg.match(/>–<\/text>/g)).toHaveLength(5)
    // Zero is drawn where it means no difference and there is an axis.
    expect(svg.match(/class="zero"/g)).toHaveLength(1)
  })

  it('have bars both ways in a scatter plot, and numbers apart where points coincide', () => {
    const svg = scoreScatter([panel], 2, frame(layout))
    expect(svg.match(/<circle/g)).toHaveLength(3)
    // Two axes, and two bars of each of the two points with intervals.
    expect(svg.match(/class="axis"/g)).toHaveLength(2 + 4)
    const places = [...svg.matchAll(/<text x="([\d.]+)" y="([\d.]+)" class="middle small bold">\d</g)]
    expect(new Set(places.map(([, x, y]) => `${x} ${y}`)).size).toBe(3)
  })

  it('say so where no arm has both', () => {
    expect(readableText(scoreScatter([{ ...panel, points: [] }], 1, frame(layout)))).toContain(
      'no arm has both',
    )
  })
})

it('leaves out ticks whose numbers would touch', () => {
  const scale = scoreScale([mark(50)], false, 0, 100, 10)
  if (scale === null) throw new Error('no scale')
  expect(scale.ticks.length).toBeGreaterThan(8)
  expect(tickLabels(scale, 60).length).toBeLessThan(5)
  expect(tickLabels(scale, 1000)).toEqual(scale.ticks)
  expect(scoreScale([null], true, 0, 1)).toBe(null)
})

import { describe, expect, it } from 'vitest'
import { hostileText } from '../testing/hostile-results.ts'
import { markupProblems, readableText } from '../testing/markup-check.ts'
import { type LearningCurveData, learningCurveFigure, learningCurveWords } from './learning-curve.ts'
import type { FigureFrame } from './svg.ts'

const frame = (layout: FigureFrame['layout'], sample = false): FigureFrame => ({
  id: 'curve',
  title: hostileText,
  description: hostileText,
  layout,
  sample,
})

const rising: LearningCurveData = {
  measure: 'nDCG@10',
  prior: 0.88,
  points: [25, 50, 100, 200, 500, 1000, 2000, 5000, 10_000].map((pairs, at) => ({
    pairs,
    quality: 0.88 + at / 500,
    lowest: 0.875 + at / 500,
    highest: 0.885 + at / 500,
  })),
}
const one: LearningCurveData = { ...rising, points: rising.points.slice(0, 1) }
const gaps: LearningCurveData = {
  measure: hostileText,
  prior: null,
  points: [
    { pairs: 25, quality: null, lowest: null, highest: null },
    { pairs: 50, quality: 0.5, lowest: null, highest: null },
  ],
}
const nothing: LearningCurveData = { measure: 'x', prior: null, points: [] }

/** Points of the polyline, as x and y. */
const curveOf = (svg: string) =>
  (/<polyline points="([^"]+)"/.exec(svg)?.[1] ?? '').split(' ').map((point) => point.split(',').map(Number))

describe.each(['wide', 'narrow'] as const)('learning curve, %s', (layout) => {
  it.each([
    ['rising', rising],
    ['of one size', one],
    ['with gaps', gaps],
    ['of nothing', nothing],
  ] as const)('is well formed: %s', (_, data) => {
    for (const sample of [false, true]) {
      const svg = learningCurveFigure(data, frame(layout, sample))
      expect(markupProblems(svg)).toEqual([])
      expect(svg).not.toMatch(/NaN|Infinity|undefined/)
      expect(svg.includes('SAMPLE')).toBe(sample)
    }
  })

  it('puts sizes on a logarithmic axis, and more quality further up', () => {
    const points = curveOf(learningCurveFigure(rising, frame(layout)))
    expect(points.length).toBe(9)
    const x = points.map(([at]) => at ?? 0)
    // From 50 to 100 is as far as from 100 to 200 and from 1,000 to 2,000.
    expect((x[3] ?? 0) - (x[2] ?? 0)).toBeCloseTo((x[2] ?? 0) - (x[1] ?? 0), 1)
    expect((x[6] ?? 0) - (x[5] ?? 0)).toBeCloseTo((x[2] ?? 0) - (x[1] ?? 0), 1)
    const y = points.map(([, at]) => at ?? 0)
    expect(y).toEqual(y.toSorted((a, b) => b - a))
  })

  it('names the prior and the greatest size', () => {
    const words = readableText(learningCurveFigure(rising, frame(layout)))
    expect(words).toContain('prior 0.880')
    expect(words).toContain('10\u202f000')
  })
})

it('tells the same in words', () => {
  expect(learningCurveWords({ ...rising, points: rising.points.slice(0, 2) })).toBe(
    'nDCG@10 by the number of preferences. Prior: 0.880. 25 preferences: 0.880, from 0.875 to 0.885. 50 preferences: 0.882, from 0.877 to 0.887.',
  )
})

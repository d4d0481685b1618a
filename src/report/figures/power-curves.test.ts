import { describe, expect, it } from 'vitest'
import { hostileText } from '../testing/hostile-results.ts'
import { markupProblems, readableText } from '../testing/markup-check.ts'
import { type PowerData, powerCurves } from './power-curves.ts'
import type { FigureFrame } from './svg.ts'

const frame = (layout: FigureFrame['layout'], sample = false): FigureFrame => ({
  id: 'power',
  title: hostileText,
  description: hostileText,
  layout,
  sample,
})

const points = (values: readonly (number | null)[]) =>
  values.map((value, place) => ({ questions: 50 * (place + 1), value }))

/** Curves that end within a pixel of each other and of the margin. */
const crowded: PowerData = {
  panels: [
    {
      title: hostileText,
      valueTitle: hostileText,
      curves: [
        { label: 'low', planned: false, points: points([0.3, 0.21, 0.2001]), atPlan: 0.21 },
        { label: 'mid', planned: true, points: points([0.31, 0.22, 0.2002]), atPlan: 0.22 },
        { label: 'high', planned: false, points: points([0.32, 0.23, 0.2003]), atPlan: 0.23 },
        { label: 'own', planned: false, points: points([null, 0.24, 0.2004]), atPlan: 0.24 },
      ],
      margin: 0.2,
      digits: 2,
    },
  ],
  plannedQuestions: 100,
  key: hostileText,
}
const empty: PowerData = {
  panels: [
    {
      title: 'nothing',
      valueTitle: 'nothing',
      curves: [{ label: 'mid', planned: true, points: points([null, null]), atPlan: null }],
      margin: null,
      digits: 1,
    },
  ],
  plannedQuestions: 100,
  key: 'nothing',
}

describe.each(['wide', 'narrow'] as const)('power curves, %s', (layout) => {
  it.each([
    ['crowded', crowded],
    ['empty', empty],
  ] as const)('are well formed: %s', (_, data) => {
    for (const sample of [false, true]) {
      const svg = powerCurves(data, frame(layout, sample))
      expect(markupProblems(svg)).toEqual([])
      expect(svg).not.toMatch(/NaN|Infinity|undefined/)
      expect(svg.includes('SAMPLE')).toBe(sample)
    }
  })

  it('keep the names of curves apart, inside the panel, in the order of their values', () => {
    const svg = powerCurves(crowded, frame(layout))
    const labels = [...svg.matchAll(/y="([\d.]+)" class="[^"]*">((?:low|mid|high|own|margin) [\d.]+)</g)]
      .map(([, y, words]) => ({ y: Number(y), words: words ?? '' }))
      .sort((one, other) => one.y - other.y)
    expect(labels.map(({ words }) => words)).toEqual([
      'own 0.24',
      'high 0.23',
      'mid 0.22',
      'low 0.21',
      'margin 0.20',
    ])
    for (const [place, { y }] of labels.entries()) {
      if (place > 0) expect(y - (labels[place - 1]?.y ?? 0)).toBeGreaterThanOrEqual(14.9)
    }
  })

  it('say where there is no value', () => {
    expect(readableText(powerCurves(empty, frame(layout)))).toContain('mid none')
  })
})

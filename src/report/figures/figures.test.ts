import { describe, expect, it } from 'vitest'
import { hostileText } from '../testing/hostile-results.ts'
import { markupProblems, readableText } from '../testing/markup-check.ts'
import { assistedWaterfall } from './assisted-waterfall.ts'
import { forestPlot } from './forest.ts'
import { textWidth, wrapLabel } from './label.ts'
import { linearScale } from './linear-scale.ts'
import { markDistribution } from './mark-distribution.ts'
import { outcomeBars } from './outcome-bars.ts'
import { pairwiseMatrix } from './pairwise-matrix.ts'
import { positionEffect } from './position-effect.ts'
import type { FigureFrame } from './svg.ts'

const frame = (layout: FigureFrame['layout'], sample = false): FigureFrame => ({
  id: 'f-1',
  title: hostileText,
  description: hostileText,
  layout,
  sample,
})

const forest = {
  rows: [
    {
      label: hostileText,
      estimate: 24.4,
      interval: { lower: 18.1, upper: 30.8 },
      reason: null,
      published: [{ estimate: 24.7, source: hostileText }],
      margins: [-10, 10],
    },
    { label: 'B', estimate: null, interval: null, reason: 'no marks', published: [], margins: [] },
    { label: 'C', estimate: 3, interval: null, reason: 'one question only', published: [], margins: [] },
  ],
  axisTitle: 'Win difference, points',
  favours: { negative: 'favours the others', positive: 'favours the arm named' },
  digits: 1,
}
const outcomes = {
  rows: [
    {
      label: 'A',
      levels: [-2, -1, 0, 1, 2].map((score, index) => ({ score, n: [27, 44, 235, 120, 73][index] ?? 0 })),
    },
    { label: 'nobody', levels: [] },
  ],
  levels: [-2, -1, 0, 1, 2].map((score) => ({ score, words: `level ${score}` })),
}
const marks = {
  rows: [
    {
      label: 'A',
      mean: 3.41,
      levels: [
        { score: 1, n: 8 },
        { score: 4, n: 170 },
      ],
    },
    { label: 'B', mean: null, levels: [] },
  ],
  better: 'higher' as const,
  meanWords: (mean: number | null) => (mean === null ? '–' : mean.toFixed(2)),
}
const matrix = {
  labels: ['A', hostileText],
  cells: [
    [null, { estimate: 31.6, n: 158, clear: true }],
    [{ estimate: null, n: 0, clear: false }, null],
  ],
  digits: 1,
  key: 'Blue: the row is ahead.',
}
const position = [
  { label: 'A', firstShare: 0.452, interval: { lower: 0.404, upper: 0.501 }, decisive: 403 },
  { label: 'B', firstShare: null, interval: null, decisive: 0 },
]

const waterfall = {
  arms: [
    {
      label: hostileText,
      n: 588,
      stages: [
        { label: 'model alone', share: 94.9, interval: null, change: null, changeInterval: null },
        {
          label: hostileText,
          share: 34.4,
          interval: { lower: 28.1, upper: 41.2 },
          change: -60.5,
          changeInterval: { lower: -67.2, upper: -53.8 },
        },
        { label: 'a gain', share: 40, interval: null, change: 5.6, changeInterval: null },
        { label: 'not scored', share: null, interval: null, change: null, changeInterval: null },
      ],
    },
  ],
  control: { label: hostileText, share: 40.1 },
}

const drawings: Record<string, (frame: FigureFrame) => string> = {
  'forest plot': (one) => forestPlot(forest, one),
  'outcome bars': (one) => outcomeBars(outcomes, one),
  'mark distribution': (one) => markDistribution(marks, one),
  'pairwise matrix': (one) => pairwiseMatrix(matrix, one),
  'position effect': (one) => positionEffect(position, one),
  waterfall: (one) => assistedWaterfall(waterfall, one),
  'waterfall of nothing': (one) => assistedWaterfall({ arms: [], control: null }, one),
  'forest plot of nothing': (one) => forestPlot({ ...forest, rows: [] }, one),
  'outcome bars of nothing': (one) => outcomeBars({ rows: [], levels: [] }, one),
  'mark distribution of nothing': (one) => markDistribution({ ...marks, rows: [] }, one),
  'pairwise matrix of nothing': (one) => pairwiseMatrix({ ...matrix, labels: [], cells: [] }, one),
  'position effect of nothing': (one) => positionEffect([], one),
}

describe('a waterfall', () => {
  const texts = (data: typeof waterfall) => readableText(assistedWaterfall(data, frame('wide')))

  it('marks numbers without an interval, and says why', () => {
    expect(texts(waterfall)).toContain('94.9 –*')
    expect(texts(waterfall)).toContain('+5.6 –*')
    expect(texts(waterfall)).toContain('–* no interval: no variation')
  })

  it('has no such note where every number has one', () => {
    const [arm] = waterfall.arms
    const whole = arm?.stages.filter(({ interval }) => interval !== null) ?? []
    expect(texts({ ...waterfall, arms: [{ label: 'A', n: 588, stages: whole }] })).not.toContain('–*')
  })
})

describe.each(Object.entries(drawings))('%s', (_name, draw) => {
  it.each(['wide', 'narrow'] as const)('is a well-formed %s figure with title and description', (layout) => {
    for (const sample of [true, false]) {
      const svg = draw(frame(layout, sample))
      expect(markupProblems(svg)).toEqual([])
      expect(svg).toMatch(
        /^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"[^>]* role="img" aria-labelledby="f-1-title f-1-desc"/,
      )
      expect(svg).not.toMatch(/NaN|undefined|null|Infinity/)
      expect(svg.includes('>SAMPLE, SIMULATED MARKS<')).toBe(sample)
    }
  })
})

describe('what figures print', () => {
  it('stands beside what is drawn', () => {
    const text = readableText(forestPlot(forest, frame('wide')))
    expect(text).toContain('+24.4 [18.1, 30.8]')
    expect(text).toContain('– no marks')
    expect(text).toContain('+3.0 – one question only')
    expect(text).toContain('◇ published')
    expect(readableText(outcomeBars(outcomes, frame('wide')))).toContain('27 44 235 120 73')
    expect(readableText(positionEffect(position, frame('wide')))).toContain('45.2% 54.8% [40.4, 50.1]')
    expect(readableText(pairwiseMatrix(matrix, frame('wide')))).toContain('+31.6 n 158')
    const falls = readableText(assistedWaterfall(waterfall, frame('wide')))
    expect(falls).toContain('34.4 [28.1, 41.2]')
    expect(falls).toContain('\u221260.5 [\u221267.2, \u221253.8]')
  })

  it('keeps whole marks of the scale that nobody gave', () => {
    // Marks 1 and 4 occur; the axis has 1, 2, 3 and 4.
    expect(readableText(markDistribution(marks, frame('wide')))).toContain('1 2 3 4 Mark')
  })

  it('counts every mark once where marks are too many for a bin each', () => {
    const levels = Array.from({ length: 101 }, (_, index) => ({ score: index / 100, n: 1 }))
    const svg = markDistribution({ ...marks, rows: [{ label: 'A', mean: 0.5, levels }] }, frame('wide'))
    const counts = [...svg.matchAll(/: (\d+) of 101/g)].map((match) => Number(match[1]))
    expect(counts).toHaveLength(10)
    expect(counts.reduce((sum, n) => sum + n, 0)).toBe(101)
  })
})

describe('linearScale', () => {
  it('has round ticks that hold every value and zero', () => {
    const scale = linearScale([18.1, 30.8, -20.3], 0, 100, 6)
    expect(scale.ticks).toEqual([-30, -20, -10, 0, 10, 20, 30, 40])
    expect(scale.at(-30)).toBe(0)
    expect(scale.at(40)).toBe(100)
    expect(scale.digits).toBe(0)
  })

  it('says how many decimals its ticks need', () => {
    // A span of 0.088 in 4 steps asks for 0.022, so the step is 0.025.
    expect(linearScale([-0.044, 0.044], 0, 100, 4).digits).toBe(3)
  })

  it('stands on its own feet without values', () => {
    const scale = linearScale([], 0, 100, 5)
    expect(scale.ticks.length).toBeGreaterThan(1)
    expect(scale.ticks.every((tick) => Number.isFinite(scale.at(tick)))).toBe(true)
  })
})

describe('wrapLabel', () => {
  it('breaks between words and takes out the middle of what does not fit', () => {
    expect(wrapLabel('Dune 3.1 Pro Preview', 90, 2)).toEqual(['Dune 3.1 Pro', 'Preview'])
    const lines = wrapLabel('one two three four five six seven eight', 70, 2)
    expect(lines).toHaveLength(2)
    expect(lines[1]?.startsWith('thr')).toBe(true)
    expect(lines[1]?.endsWith('ght')).toBe(true)
    expect(lines[1]).toContain('…')
    expect(lines.every((line) => textWidth(line) <= 70)).toBe(true)
  })

  it('gives ideographs their full width', () => {
    expect(textWidth('漢字', 10)).toBe(20)
  })
})

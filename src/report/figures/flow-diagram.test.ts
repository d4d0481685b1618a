import { describe, expect, it } from 'vitest'
import { hostileText } from '../testing/hostile-results.ts'
import { markupProblems, readableText } from '../testing/markup-check.ts'
import { type FlowArm, type FlowData, flowDiagram, flowWords } from './flow-diagram.ts'
import type { FigureFrame } from './svg.ts'

const arm = (change: Partial<FlowArm>): FlowArm => ({
  label: 'Tarn',
  asked: 100,
  answered: 100,
  refused: 0,
  failed: 0,
  withheld: 0,
  waiting: 0,
  ...change,
})
const study: FlowData = {
  questions: 100,
  sources: [{ label: 'own questions', n: 100 }],
  arms: [
    arm({}),
    arm({ label: 'Moor', answered: 81, refused: 19 }),
    arm({ label: hostileText, answered: 90, failed: 3, withheld: 2, waiting: 5 }),
  ],
  names: { undecided: 4, excluded: 1 },
  reviews: { planned: 300, done: 120, inHand: 7, notDealt: 173, givenBack: 2, closed: false },
  marks: { due: 3600, given: 1430, missing: 10, toCome: 2160 },
  end: 'The study is blind.',
}
const frame = (layout: FigureFrame['layout'], sample = false): FigureFrame => ({
  id: 'flow',
  title: 'Flow',
  description: flowWords(study),
  layout,
  sample,
})
const many: FlowData = { ...study, arms: Array.from({ length: 9 }, (_, n) => arm({ label: `Arm ${n}` })) }
const nothing: FlowData = {
  questions: 0,
  sources: [],
  arms: [],
  names: { undecided: 0, excluded: 0 },
  reviews: null,
  marks: null,
  end: 'Nothing yet.',
}

describe('the flow diagram', () => {
  it.each([
    ['of a study', study],
    ['of many arms', many],
    ['of one arm', { ...study, arms: [arm({})] }],
    [
      'of many sources',
      { ...study, sources: Array.from({ length: 7 }, (_, n) => ({ label: `set ${n}`, n })) },
    ],
    ['of nothing', nothing],
  ])('%s is well formed, wide and narrow', (_name, data) => {
    for (const layout of ['wide', 'narrow'] as const) {
      for (const sample of [true, false]) {
        const svg = flowDiagram(data, frame(layout, sample))
        expect(markupProblems(svg)).toEqual([])
        expect(svg).not.toMatch(/NaN|undefined|null|Infinity/)
        expect(svg.includes('>SAMPLE, SIMULATED MARKS<')).toBe(sample)
      }
    }
  })

  it.each(['wide', 'narrow'] as const)('prints counts that add up, %s', (layout) => {
    const text = readableText(flowDiagram(study, frame(layout)))
    // 100 + 81 + 90 answers of 300, and 19 + 3 + 2 + 5 that are none.
    expect(text).toMatch(/Answers to get\s+300/)
    expect(text).toMatch(/Without an answer\s+29\s+refused\s+19\s+failed\s+3\s+withheld\s+2\s+waiting\s+5/)
    expect(text).toMatch(/Answers\s+271/)
    expect(text).toMatch(/Name a system\s+5/)
    expect(text).toMatch(/Not done yet\s+180/)
    expect(text).toMatch(/Marks given\s+1\u202f430/)
    expect(text).toMatch(/Not given\s+2\u202f170/)
  })

  it('says of a closed review that what was begun was not finished', () => {
    const { reviews } = study
    if (reviews === null) throw new Error('a study with reviews')
    const closed = { ...study, reviews: { ...reviews, closed: true } }
    expect(flowWords(closed)).toContain('120 are done, 7 begun and not finished and 173 not dealt.')
    expect(flowWords(study)).toContain('120 are done, 7 in hand and 173 not dealt.')
    const text = readableText(flowDiagram(closed, frame('wide')))
    expect(text).toMatch(/Not done\s+180\s+begun and not finished\s+7/)
    expect(text).toMatch(/never made\s+2\u202f160/)
  })

  it('keeps every box inside the drawing, and no two over one another', () => {
    for (const data of [study, many, nothing]) {
      for (const layout of ['wide', 'narrow'] as const) {
        const svg = flowDiagram(data, frame(layout))
        const [, width = 0, height = 0] = /viewBox="0 0 (\d+) ([\d.]+)"/.exec(svg)?.map(Number) ?? []
        const boxes = [
          ...svg.matchAll(/<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"/g),
        ].map((match) => match.slice(1).map(Number))
        expect(boxes.length).toBeGreaterThan(3)
        for (const [index, [x = 0, y = 0, w = 0, h = 0]] of boxes.entries()) {
          expect(x + w).toBeLessThanOrEqual(width)
          expect(y + h).toBeLessThanOrEqual(height)
          for (const [x2 = 0, y2 = 0, w2 = 0, h2 = 0] of boxes.slice(index + 1)) {
            expect(x < x2 + w2 && x2 < x + w && y < y2 + h2 && y2 < y + h).toBe(false)
          }
        }
      }
    }
  })

  it('is told in sentences too', () => {
    expect(flowWords(study)).toBe(
      '100 questions put to 3 systems make 300 answers to get, of which 271 are there, 19 refused, 3 failed, 2 withheld and 5 waiting. Of 300 reviews planned, 120 are done, 7 in hand and 173 not dealt. Of 3\u202f600 marks due, 1\u202f430 are given and 10 missing. The study is blind.',
    )
  })
})

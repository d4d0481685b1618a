import { describe, expect, it } from 'vitest'
import { hostileText } from '../testing/hostile-results.ts'
import { markupProblems, readableText } from '../testing/markup-check.ts'
import type { FigureFrame } from './svg.ts'
import { type StripState, type WeekStripData, weekStrip, weekStripWords } from './week-strip.ts'

const frame = (layout: FigureFrame['layout'], sample = false): FigureFrame => ({
  id: 'strip',
  title: hostileText,
  description: hostileText,
  layout,
  sample,
})

const made = (weeks: number): WeekStripData => ({
  weeks: Array.from({ length: weeks }, (_, at) => ({ label: `w${at + 1}`, questions: 1200 + at })),
  rows: [
    { label: hostileText, states: Array.from({ length: weeks }, (): StripState => 'steady') },
    {
      label: 'Words of the question',
      states: Array.from(
        { length: weeks },
        (_, at): StripState => (at === weeks - 1 ? 'crossed' : 'baseline'),
      ),
    },
  ],
})

describe.each(['wide', 'narrow'] as const)('strip of weeks, %s', (layout) => {
  it.each([1, 3, 40])('is well formed with %i weeks, with a cross in the week that crossed', (weeks) => {
    for (const sample of [false, true]) {
      const svg = weekStrip(made(weeks), frame(layout, sample))
      expect(markupProblems(svg)).toEqual([])
      expect(svg).not.toMatch(/NaN|Infinity|undefined/)
      // Two strokes in the strip, two in its key.
      expect(svg.match(/class="strip-cross"/g)?.length).toBe(4)
      expect(svg).toContain(`Words of the question, week of w${weeks}: crossed`)
    }
  })

  it('says how many weeks are left out', () => {
    expect(readableText(weekStrip(made(40), frame(layout)))).toContain(
      `${layout === 'wide' ? 22 : 32} earlier weeks are not drawn.`,
    )
    expect(readableText(weekStrip(made(3), frame(layout)))).not.toContain('earlier')
  })
})

it('tells in words what crossed and when', () => {
  expect(weekStripWords({ ...made(3), rows: made(3).rows.slice(1) })).toBe(
    '3 weeks, from w1 to w3. Words of the question: crossed in the week of w3.',
  )
  expect(weekStripWords({ ...made(2), rows: made(2).rows.slice(0, 1) })).toContain('No limit was crossed.')
})

import { expect, it } from 'vitest'
import { dateWords, timeLine } from './time-line.ts'

const legend = { filled: 'academic', hollow: 'other' }
const frame = { id: 'time', title: 'Time', description: 'When.', layout: 'wide' as const, sample: false }
const draw = (...dates: readonly string[]) =>
  timeLine({ events: dates.map((date) => ({ label: date, date, mark: 'filled' as const })), legend }, frame)
const marks = (svg: string) => [...svg.matchAll(/cx="([\d.]+)"[^>]*class="point"/g)].map(([, x]) => Number(x))

it('writes dates as far as they are known', () => {
  expect(['2026-06-12', '2026-06', '2026'].map(dateWords)).toEqual(['12 Jun 2026', 'Jun 2026', '2026'])
})

it('puts marks in proportion to their days', () => {
  // The plot is 370 wide and goes from 1 January 2026 to 1 January 2027, 365 days; the last circle is of the legend.
  const [first = 0, middle = 0, last = 0] = marks(draw('2026-01-01', '2026-07-02', '2026-12-31'))
  expect(first).toBeCloseTo(330, 1)
  expect(middle).toBeCloseTo(330 + (370 * 182) / 365, 1)
  expect(last).toBeCloseTo(330 + (370 * 364) / 365, 1)
})

it('draws a month and a year as spans with the mark in the middle', () => {
  const svg = draw('2026-01-01', '2026', '2026-12-31')
  const [, year = 0] = marks(svg)
  expect(year).toBeCloseTo(330 + (370 * 182) / 365, 1)
  expect(svg.match(/class="curve"/g)).toHaveLength(1)
})

it.each([
  ['2026-06-12', '2026-06-12'],
  ['1990', '2026-11'],
  ['2026-06-01', '2026-06-30'],
])('has an axis for %s to %s', (from, to) => {
  const svg = draw(from, to)
  expect(svg).not.toMatch(/NaN|Infinity|undefined/)
  const places = marks(svg).slice(0, 2)
  for (const place of places) {
    expect(place).toBeGreaterThanOrEqual(330)
    expect(place).toBeLessThanOrEqual(700)
  }
})

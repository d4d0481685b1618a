import { expect, it } from 'vitest'
import { type LeftOutMark, leftOutSoFar } from './left-out.ts'

const mark = (item: string, change: Partial<LeftOutMark> = {}): LeftOutMark => ({
  item_id: item,
  form: 'pairwise',
  rubric: false,
  rendering: null,
  arm_a_id: 'a',
  arm_b_id: 'b',
  item,
  armA: 'tarn',
  armB: 'moor',
  partly: false,
  reviewer: 'ada',
  done: false,
  ...change,
})
const soFar = (all: readonly LeftOutMark[], information: number) =>
  leftOutSoFar(all, information).map(({ item }) => item)

it('has what belongs to finished units, and of whole units the share of the marks', () => {
  const all = [
    mark('q0'),
    mark('q1', { partly: true, done: true }),
    mark('q2'),
    mark('q3', { partly: true }),
    mark('q4'),
    mark('q5'),
  ]
  expect(soFar(all, 0.5)).toEqual(['q0', 'q1', 'q2'])
  expect(soFar(all, 0.1)).toEqual(['q1'])
})

it('only grows from look to look', () => {
  const all = Array.from({ length: 21 }, (_, index) => mark(`q${index}`))
  let before: readonly string[] = []
  for (const information of [0.1, 0.33, 0.5, 0.52, 0.9, 1]) {
    const now = soFar(all, information)
    expect(now.slice(0, before.length)).toEqual(before)
    expect(now).toHaveLength(Math.round(information * 21))
    before = now
  }
})

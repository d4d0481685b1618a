import { expect, test } from 'vitest'
import { noCounts } from './watch-counts.ts'
import { watchedPeriods } from './watched-periods.ts'

const counted = (week: string, questions: number) => ({ ...noCounts(week, 'ranker+index'), questions })
const usual = { since: null, baseline: null, presentWeeks: 1 }
const weeks = ['2026-09-07', '2026-09-14', '2026-09-21', '2026-09-28', '2026-10-05', '2026-10-12']
const of = (sizes: readonly number[], choice: Partial<Parameters<typeof watchedPeriods>[1]> = {}) => {
  const counts = sizes.map((size, at) => counted(weeks[at] ?? '', size))
  const { weeksBefore, weeksAfter, before, after } = watchedPeriods(counts, { ...usual, ...choice })
  return [weeksBefore.map(at), weeksAfter.map(at), before.questions, after.questions]
}
const at = (week: string) => weeks.indexOf(week)

test.each([
  ['nothing was counted', [], {}, [[], [], 0, 0]],
  ['there is one week', [10], {}, [[0], [], 10, 0]],
  ['there are two', [10, 20], {}, [[0], [1], 10, 20]],
  ['there are many small ones', [1, 2, 3, 4, 5, 6], {}, [[0, 1, 2, 3], [5], 10, 6]],
  ['two weeks have 200 questions', [150, 60, 70, 80], {}, [[0, 1], [3], 210, 80]],
  ['the version came later', [150, 60, 70, 80], { since: weeks[2] ?? '' }, [[2], [3], 70, 80]],
  ['a week is named', [1, 2, 3, 4], { baseline: weeks[1] ?? '' }, [[1], [3], 2, 4]],
  [
    'a week before the version is named',
    [1, 2, 3],
    { baseline: weeks[0] ?? '', since: weeks[2] ?? '' },
    [[0], [2], 1, 3],
  ],
  ['the present is of several weeks', [1, 2, 3, 4], { presentWeeks: 2 }, [[0, 1], [2, 3], 3, 7]],
] as const)('where %s', (_, sizes, choice, expected) => {
  expect(of(sizes, choice)).toEqual(expected)
})

test('counts of several processes in a week are one week', () => {
  const two = [counted('2026-09-07', 3), counted('2026-09-07', 4), counted('2026-09-14', 5)]
  expect(watchedPeriods(two, usual).before.questions).toBe(7)
})

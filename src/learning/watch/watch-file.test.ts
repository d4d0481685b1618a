import { expect, test } from 'vitest'
import { noTrialCounts, withCompared } from './trial-counts.ts'
import { noCounts } from './watch-counts.ts'
import { nothingWatched, togetherWatched, watchFileSchema } from './watch-file.ts'

const compared = {
  sameTop: true,
  servedDeclined: false,
  candidateDeclined: true,
  servedMilliseconds: 10.4,
  candidateMilliseconds: 20.6,
}

test('weeks and versions are summed apart, hashes are listed once', () => {
  const counts = (week: string, version: string, questions: number) => ({
    ...noCounts(week, version),
    questions,
  })
  const trial = withCompared(noTrialCounts('2026-11-23', 'a', 'b'), compared)
  const hash = 'a'.repeat(64)
  const together = togetherWatched([
    {
      schemaVersion: 1,
      counts: [counts('2026-11-23', 'a', 2), counts('2026-11-16', 'a', 1)],
      trials: [trial],
      judged: [hash],
    },
    nothingWatched,
    {
      schemaVersion: 1,
      counts: [counts('2026-11-23', 'a', 3), counts('2026-11-23', 'b', 7)],
      trials: [trial, { ...trial, candidate: 'c' }],
      judged: [hash],
    },
  ])
  expect(together.counts.map(({ week, version, questions }) => [week, version, questions])).toEqual([
    ['2026-11-16', 'a', 1],
    ['2026-11-23', 'a', 5],
    ['2026-11-23', 'b', 7],
  ])
  expect(together.trials).toEqual([
    {
      week: '2026-11-23',
      served: 'a',
      candidate: 'b',
      questions: 2,
      sameTop: 2,
      servedDeclined: 0,
      candidateDeclined: 2,
      servedMilliseconds: 20,
      candidateMilliseconds: 42,
    },
    { ...trial, candidate: 'c' },
  ])
  expect(together.judged).toEqual([hash])
  expect(watchFileSchema.parse(together)).toEqual(together)
})

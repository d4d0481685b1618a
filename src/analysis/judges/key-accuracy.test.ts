import { describe, expect, it } from 'vitest'
import { compareAccuracy, keyAccuracy } from './key-accuracy.ts'

const rows = [
  { item: 'q1', arm: 'a', right: true },
  { item: 'q2', arm: 'a', right: true },
  { item: 'q3', arm: 'a', right: false },
  { item: 'q4', arm: 'a', right: null },
  { item: 'q1', arm: 'b', right: false },
  { item: 'q2', arm: 'b', right: true },
  { item: 'q4', arm: 'b', right: true },
]

describe('keyAccuracy', () => {
  it('counts what was scored and what was not', () => {
    expect(keyAccuracy(rows)).toMatchObject([
      { arm: 'a', n: 3, right: 2, notScored: 1, accuracy: 2 / 3 },
      { arm: 'b', n: 3, right: 2, notScored: 0 },
    ])
    expect(keyAccuracy([{ item: 'q', arm: 'a', right: null }])).toMatchObject([{ accuracy: null, ci: null }])
  })
})

describe('compareAccuracy', () => {
  it('takes the items that both were scored on', () => {
    const { nDropped, difference, test } = compareAccuracy(rows, 'a', 'b')
    expect(nDropped).toBe(2)
    expect(difference).toMatchObject({ n: 2, diff: 0.5 })
    expect(test).toMatchObject({ discordant: 1, exactP: 1, midP: 0.5 })
    expect(compareAccuracy([], 'a', 'b').difference.diff).toBeNull()
  })
})

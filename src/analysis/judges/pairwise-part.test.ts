import { describe, expect, it } from 'vitest'
import { type JudgedPair, pairwisePart } from './pairwise-part.ts'

const pair = (change: Partial<JudgedPair>): JudgedPair => ({
  judge: 'j',
  family: null,
  axis: 'safety',
  armA: 'a',
  armB: 'b',
  ownFamily: false,
  state: 'judged',
  value: 1,
  orders: 'same',
  places: ['first', 'second'],
  ...change,
})

describe('pairwisePart', () => {
  it('counts wins by both orders, and how far a judge goes by the place', () => {
    const { rows } = pairwisePart([
      pair({}),
      pair({ value: -1, places: ['second', 'first'] }),
      pair({ value: 0, orders: 'flipped', places: ['first', 'first'] }),
      pair({ value: 0, orders: 'half', places: ['first', 'tie'] }),
      pair({ state: 'failed', value: null, orders: null, places: null }),
      pair({ state: 'incomplete', value: null, orders: null, places: null }),
    ])
    // First place: 5 of the 7 decisive verdicts.
    expect(rows).toMatchObject([
      {
        pairs: 4,
        failed: 1,
        incomplete: 1,
        winsA: 1,
        ties: 2,
        winsB: 1,
        same: 2,
        flipped: 1,
        half: 1,
        consistency: 0.5,
      },
    ])
    expect(rows[0]?.firstShare).toBeCloseTo(5 / 7, 12)
    // R 4.2.2: prop.test(5, 7, correct = FALSE)$conf.int
    expect(rows[0]?.ciOfFirst?.lower).toBeCloseTo(0.3589345, 6)
    expect(rows[0]?.ciOfFirst?.upper).toBeCloseTo(0.9177811, 6)
  })

  it('keeps judges, axes and pairs of arms apart', () => {
    const { rows } = pairwisePart([
      pair({ judge: 'k' }),
      pair({}),
      pair({ axis: 'utility' }),
      pair({ armB: 'c' }),
    ])
    expect(rows.map(({ judge, axis, armB, pairs }) => [judge, axis, armB, pairs].join(' '))).toEqual([
      'j safety b 1',
      'j safety c 1',
      'j utility b 1',
      'k safety b 1',
    ])
  })
})

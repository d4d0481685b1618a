import { describe, expect, it } from 'vitest'
import type { CollectedArm } from '../../answers/collecting/arm-lane.ts'
import { scriptedArm } from '../../answers/testing/scripted-arm.ts'
import { mergedCounts } from './merged-counts.ts'
import { openSlots, partsOfArms } from './parts-of-arms.ts'

const arm = (id: string, change: Partial<CollectedArm> = {}): CollectedArm => ({
  arm: scriptedArm(id),
  concurrency: 1,
  rate: { requestsPerMinute: null },
  costOf: () => ({ usd: 0, tokens: 0 }),
  worstOf: () => ({ usd: 0, tokens: 0 }),
  ...change,
})
const scope = { itemIds: ['a', 'b', 'c'], replicates: 2 }

describe('openSlots', () => {
  it('leaves out items whose slots are all answered or left alone, and counts them', () => {
    // Item a is answered twice; of b one slot is answered and the other was lost twice; c is untouched.
    const records = [
      { slot: 0, answered: true, inDoubt: 0 },
      { slot: 1, answered: true, inDoubt: 1 },
      { slot: 2, answered: true, inDoubt: 0 },
      { slot: 3, answered: false, inDoubt: 2 },
    ]
    const once = openSlots([arm('x')], scope, [records], 'once')
    expect(once.items).toEqual([{ arm: 'x', places: [2] }])
    expect(once.before).toEqual({ x: { total: 6, answered: 3, leftInDoubt: 1 } })
    expect(openSlots([arm('x')], scope, [records], 'always').items).toEqual([{ arm: 'x', places: [1, 2] }])
  })

  it('asks an arm only what is put to it', () => {
    const asks = (place: number) => place !== 1
    const open = openSlots([arm('x', { asks })], scope, [[]], 'once')
    expect(open.items[0]?.places).toEqual([0, 2])
    expect(open.before.x?.total).toBe(4)
  })
})

describe('partsOfArms', () => {
  it('cuts eight slots a part, the arms in turn', () => {
    const places = (n: number) => Array.from({ length: n }, (_, place) => place)
    const parts = partsOfArms(
      [
        { arm: 'x', places: places(5) },
        { arm: 'y', places: places(9) },
      ],
      2,
    )
    expect(parts.map((part) => [part.arm, ...part.places])).toEqual([
      ['x', 0, 1, 2, 3],
      ['y', 0, 1, 2, 3],
      ['x', 4],
      ['y', 4, 5, 6, 7],
      ['y', 8],
    ])
    expect(partsOfArms([{ arm: 'x', places: [7] }], 100)).toEqual([{ arm: 'x', places: [7] }])
  })
})

describe('mergedCounts', () => {
  it('adds parts to what was there before', () => {
    const counts = {
      arm: 'x',
      slots: 4,
      answered: 2,
      refused: 1,
      failed: 1,
      reasons: { overloaded: 1 },
      withheld: 0,
      leftInDoubt: 0,
      retries: 3,
      inFlight: 0,
      waiting: 0,
      halted: null,
    }
    const merged = mergedCounts({ x: { total: 11, answered: 3, leftInDoubt: 0 } }, [
      { stopped: 'complete', counts },
      { stopped: 'budget', counts: { ...counts, halted: 'quota' } },
    ])
    expect(merged.overBudget).toBe(true)
    expect(merged.arms).toEqual([
      {
        ...counts,
        slots: 11,
        answered: 7,
        refused: 2,
        failed: 2,
        reasons: { overloaded: 2 },
        retries: 6,
        halted: 'quota',
      },
    ])
  })
})

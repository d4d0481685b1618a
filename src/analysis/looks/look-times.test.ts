import { describe, expect, it } from 'vitest'
import type { TakenLook } from '../../protocol/looks/taken-look.ts'
import { planOf } from '../testing/marks.ts'
import { lookBounds } from './look-bounds.ts'
import { finalTimes, interimTimes } from './look-times.ts'

const planned = { information: [0.5, 1], spending: 'obrien-fleming' } as const
const taken = (number: number, marks: number, due = 1000): TakenLook => ({
  number,
  at: '2026-11-25T10:00:00Z',
  marks,
  due,
  protocolHash: 'a'.repeat(64),
  dataHash: 'b'.repeat(64),
  outcomes: [],
})

describe('times of looks', () => {
  it('are those at which looks were really taken', () => {
    expect(interimTimes(planned, [], { marks: 520, due: 1000 }).information).toEqual([0.52])
    expect(interimTimes(planned, [taken(1, 370)], { marks: 710, due: 1000 }).information).toEqual([
      0.37, 0.71,
    ])
  })

  it('end with a look that spends all that is left, whatever has come in', () => {
    expect(finalTimes(planned, [taken(1, 520)], { marks: 1000, due: 1000 })).toEqual({
      spending: 'obrien-fleming',
      information: [0.52, 1],
      amounts: [0.52, 1],
    })
    expect(finalTimes(planned, [taken(1, 520)], { marks: 800, due: 1000 }).amounts).toEqual([0.52, 0.8])
  })

  it('have no look that nobody took, nor one after which nothing came', () => {
    expect(finalTimes(planned, [], { marks: 1000, due: 1000 })).toMatchObject({ information: [1] })
    expect(finalTimes(planned, [taken(1, 520)], { marks: 520, due: 1000 })).toMatchObject({
      information: [1],
      amounts: [0.52],
    })
  })
})

describe('boundaries of looks', () => {
  // R 4.2.2, mvtnorm: test/golden/alpha_spending.R.
  const bounds = (times: Parameters<typeof lookBounds>[1]) =>
    lookBounds(planOf().hypotheses, times).map(([bound]) => bound?.z ?? null)

  it('follow the shares of the marks that looks really had', () => {
    const [first, last] = bounds(finalTimes(planned, [taken(1, 520)], { marks: 1000, due: 1000 }))
    expect(first).toBeCloseTo(2.89731071135321, 9)
    expect(last).toBeCloseTo(1.97055228392481, 9)
    const stopped = bounds(finalTimes(planned, [taken(1, 370), taken(2, 710)], { marks: 780, due: 1000 }))
    expect(stopped[1]).toBeCloseTo(2.42122070213325, 9)
    expect(stopped[2]).toBeCloseTo(1.96601937386819, 9)
  })

  it('are the whole of alpha where nothing was spent before', () => {
    // qnorm(0.975)
    expect(bounds(finalTimes(planned, [], { marks: 700, due: 1000 }))[0]).toBeCloseTo(1.959963984540054, 12)
    expect(bounds(finalTimes(planned, [taken(1, 520)], { marks: 520, due: 1000 }))[0]).toBeCloseTo(
      1.959963984540054,
      12,
    )
  })

  it('are none where nothing can be spent yet', () => {
    expect(bounds(interimTimes(planned, [], { marks: 1, due: 1000 }))).toEqual([null])
  })
})

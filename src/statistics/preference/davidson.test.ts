import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { davidson, type PairCounts } from './davidson.ts'

const pair = (a: number, b: number, winsA: number, ties: number, winsB: number): PairCounts => ({
  a,
  b,
  winsA,
  ties,
  winsB,
})

describe('davidson', () => {
  it('has a closed form for two systems', () => {
    // 30 : 20 : 12 is fitted exactly: d = log(30/12), nu = 20/sqrt(30 * 12).
    const fit = davidson({ systems: 2, counts: [pair(0, 1, 30, 20, 12)] })
    expectClose(fit.logWorth?.[0] ?? null, Math.log(30 / 12) / 2, 1e-10)
    expectClose(fit.logNu, Math.log(20 / Math.sqrt(360)), 1e-9)
    expectClose(fit.logLik, 30 * Math.log(30 / 62) + 20 * Math.log(20 / 62) + 12 * Math.log(12 / 62))
  })

  it('splits system and slot when both orders were shown', () => {
    // 40 : 10 in slot order (0, 1) and 20 : 30 in (1, 0): d + delta = log 4, -d + delta = log(2/3), no ties.
    const fit = davidson({
      systems: 2,
      counts: [pair(0, 1, 40, 0, 10), pair(1, 0, 20, 0, 30)],
      position: true,
    })
    expectClose(fit.position, (Math.log(4) + Math.log(2 / 3)) / 2, 1e-10)
    expectClose(
      (fit.logWorth?.[0] ?? 0) - (fit.logWorth?.[1] ?? 0),
      (Math.log(4) - Math.log(2 / 3)) / 2,
      1e-10,
    )
    expect([fit.model, fit.logNu, fit.seLogNu]).toEqual(['bradley-terry', null, null])
  })

  it('gives systems their worths whatever their numbers, the order of pairs and of slots', () => {
    const counts = [pair(0, 1, 15, 9, 36), pair(0, 2, 31, 14, 21), pair(1, 2, 21, 11, 16)]
    const fit = davidson({ systems: 3, counts })
    const turned = davidson({
      systems: 3,
      counts: counts.map(({ a, b, winsA, ties, winsB }) => pair(2 - b, 2 - a, winsB, ties, winsA)).reverse(),
    })
    for (const system of [0, 1, 2]) {
      expectClose(turned.logWorth?.[2 - system] ?? null, fit.logWorth?.[system] ?? 0, 1e-10)
      expectClose(turned.se?.[2 - system] ?? null, fit.se?.[system] ?? 0, 1e-10)
    }
    expectClose(turned.logLik, fit.logLik ?? 0)
    expect(Math.abs((fit.logWorth ?? []).reduce((sum, worth) => sum + worth, 0))).toBeLessThan(1e-12)
  })

  it('halves the variance when every count doubles', () => {
    const counts = [pair(0, 1, 15, 9, 36), pair(0, 2, 31, 14, 21), pair(1, 2, 21, 11, 16)]
    const once = davidson({ systems: 3, counts })
    const twice = davidson({
      systems: 3,
      counts: counts.map((c) => pair(c.a, c.b, 2 * c.winsA, 2 * c.ties, 2 * c.winsB)),
    })
    expectClose(twice.se?.[1] ?? null, (once.se?.[1] ?? 0) / Math.SQRT2, 1e-9)
  })
})

describe('davidson without a maximum', () => {
  const reasonOf = (systems: number, counts: readonly PairCounts[], position = false) =>
    davidson({ systems, counts, position }).reason

  it('says why, and gives nothing but nulls', () => {
    expect(reasonOf(2, [])).toContain('no comparisons')
    expect(reasonOf(1, [])).toContain('fewer than two')
    expect(reasonOf(2, [pair(0, 1, 0, 9, 0)])).toContain('ties')
    expect(reasonOf(4, [pair(0, 1, 2, 1, 2), pair(2, 3, 2, 1, 2)])).toContain('never compared')
    expect(reasonOf(3, [pair(0, 1, 4, 0, 2), pair(1, 2, 3, 0, 0), pair(0, 2, 3, 0, 0)])).toContain(
      'won, or lost',
    )
    const fit = davidson({ systems: 2, counts: [pair(0, 1, 3, 0, 0)] })
    expect([fit.logWorth, fit.se, fit.logLik, fit.model]).toEqual([null, null, null, null])
  })

  it('sees that ties alone do not bound a system that never lost', () => {
    expect(reasonOf(2, [pair(0, 1, 3, 2, 0)])).toContain('one order')
    expect(reasonOf(3, [pair(0, 1, 3, 2, 0), pair(1, 2, 3, 2, 0)])).toContain('one order')
    // A cycle of wins, or a win next to a tie of the same size, bounds them.
    expect(reasonOf(3, [pair(0, 1, 3, 2, 0), pair(1, 2, 3, 2, 0), pair(2, 0, 1, 0, 0)])).toBeNull()
    expect(reasonOf(3, [pair(0, 1, 3, 0, 0), pair(1, 2, 3, 0, 0), pair(0, 2, 0, 4, 0)])).toBeNull()
  })

  it('sees that a slot effect needs both orders', () => {
    expect(reasonOf(2, [pair(0, 1, 5, 2, 3)], true)).toContain('slot effect')
  })

  it('sees that every choice went to the first slot', () => {
    expect(reasonOf(2, [pair(0, 1, 5, 0, 0), pair(1, 0, 5, 0, 0)], true)).not.toBeNull()
  })

  it('refuses systems out of range and negative counts', () => {
    expect(() => davidson({ systems: 2, counts: [pair(0, 2, 1, 1, 1)] })).toThrow('two different systems')
    expect(() => davidson({ systems: 2, counts: [pair(0, 1, -1, 1, 1)] })).toThrow('at least 0')
  })
})

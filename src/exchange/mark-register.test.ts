import { describe, expect, it } from 'vitest'
import { type MarkIdentity, MarkRegister } from './mark-register.ts'

/** A small linear congruential generator, so that the marks are the same on every machine. */
function randomSource(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

describe('MarkRegister', () => {
  it('agrees with a set of written-out marks over many growths', () => {
    const random = randomSource(7)
    const register = new MarkRegister()
    const written = new Map<string, number>()
    for (let line = 1; line <= 60_000; line++) {
      const mark: MarkIdentity = {
        item: `q${random(500)}`,
        axis: `x${random(3)}`,
        rendering: random(2) === 0 ? null : 'text',
        armA: `m${random(4)}`,
        armB: `m${random(4)}`,
        reviewer: `r${random(20)}`,
      }
      const name = JSON.stringify([
        mark.item,
        mark.axis,
        mark.rendering,
        [mark.armA, mark.armB].sort(),
        mark.reviewer,
      ])
      const key = register.key(mark)
      expect(register.firstSeen(key)?.line).toBe(written.get(name))
      if (!written.has(name)) {
        written.set(name, line)
        register.add(key, { table: 0, line })
      }
    }
    expect(register.count).toBe(written.size)
    expect(written.size).toBeGreaterThan(20_000)
  })
})

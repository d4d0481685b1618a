import { describe, expect, it } from 'vitest'
import type { PlannedRandomisation } from '../../protocol/assisted/assisted-plan.ts'
import type { AllocationRecord, AllocationSource } from './allocation.ts'
import { nextAllocation } from './next-allocation.ts'
import { equalRatio, numberedSecret, simulateList, source } from './testing/guesser.ts'

const four = equalRatio('a', 'b', 'c', 'control')
const plans: Record<string, PlannedRandomisation> = {
  simple: { method: 'simple', ratio: four },
  block: { method: 'block', ratio: four, blocks: [8, 12] },
  stratified: { method: 'stratified', ratio: four, blocks: [8, 12], strata: ['age', 'sex'] },
  minimisation: { method: 'minimisation', ratio: four, factors: ['age', 'sex'], probability: 0.8 },
}
const answers = (number: number) => ({ age: number % 3 === 0 ? 'old' : 'young', sex: number % 2 ? 'f' : 'm' })

/** As a study goes: every allocation computed from the history alone. */
function entered(
  plan: PlannedRandomisation,
  participants: number,
  from: AllocationSource,
): AllocationRecord[] {
  const history: AllocationRecord[] = []
  for (let number = 1; number <= participants; number++) {
    history.push(nextAllocation(plan, history, { ...answers(number), other: 'x' }, from))
  }
  return history
}

describe.each(Object.entries(plans))('nextAllocation, %s', (_, plan) => {
  it('gives the same list again from the same secret, and another from another', () => {
    const once = entered(plan, 60, source)
    expect(entered(plan, 60, source)).toEqual(once)
    const others = [1, 2, 3].map((number) =>
      entered(plan, 60, { ...source, secret: numberedSecret(number) })
        .map(({ arm }) => arm)
        .join(),
    )
    expect(new Set([...others, once.map(({ arm }) => arm).join()]).size).toBe(4)
  })

  it('has a list of its own for simulated participants', () => {
    const real = entered(plan, 60, source).map(({ arm }) => arm)
    const simulated = entered(plan, 60, { secret: source.secret, list: 'simulated' }).map(({ arm }) => arm)
    expect(simulated).not.toEqual(real)
  })

  it('refuses a history with a gap', () => {
    const history = entered(plan, 5, source).filter(({ number }) => number !== 3)
    expect(() => nextAllocation(plan, history, answers(1), source)).toThrow('[ALLOCATION_HISTORY]')
  })

  it('refuses what is no secret, and does not repeat it', () => {
    const from = { ...source, secret: 'Secret-of-mine' }
    expect(() => nextAllocation(plan, [], answers(1), from)).toThrow('[ALLOCATION_SECRET]')
    expect(() => nextAllocation(plan, [], answers(1), from)).not.toThrow('Secret-of-mine')
  })
})

describe('nextAllocation', () => {
  it('keeps only the answers that the randomisation uses', () => {
    expect(nextAllocation(plans.block!, [], answers(1), source).strata).toEqual({})
    expect(nextAllocation(plans.stratified!, [], { ...answers(1), email: 'x' }, source).strata).toEqual({
      age: 'young',
      sex: 'f',
    })
  })

  it('randomises nobody whose stratum is not known', () => {
    expect(() => nextAllocation(plans.stratified!, [], { age: 'old' }, source)).toThrow(
      '[ALLOCATION_STRATUM]',
    )
    expect(() => nextAllocation(plans.minimisation!, [], {}, source)).toThrow('field age')
  })

  it('never lets a stratum of blocks drift further apart than a block allows, at any time', () => {
    const strata = (generator: { integerBelow(n: number): number }) => ({
      age: ['young', 'old'][generator.integerBelow(2)]!,
      sex: ['f', 'm', 'other'][generator.integerBelow(3)]!,
    })
    for (const ratio of [equalRatio('model', 'control'), four]) {
      const blocks = [2 * ratio.length, 3 * ratio.length]
      for (let trial = 0; trial < 40; trial++) {
        const list = simulateList(
          { method: 'stratified', ratio, blocks, strata: ['age', 'sex'] },
          trial,
          300,
          strata,
        )
        const counts = new Map<string, number[]>()
        for (const { arm, strata: at } of list) {
          const key = JSON.stringify(at)
          const now = counts.get(key) ?? ratio.map(() => 0)
          counts.set(key, now)
          now[ratio.findIndex((one) => one.arm === arm)]! += 1
          // A block of b has b / arms places of every arm; with two arms that is half of the block.
          expect(Math.max(...now) - Math.min(...now)).toBeLessThanOrEqual(Math.max(...blocks) / ratio.length)
        }
        expect(counts.size).toBe(6)
      }
    }
  })

  it('keeps an unequal ratio in every block', () => {
    const ratio = [
      { arm: 'model', weight: 2 },
      { arm: 'control', weight: 1 },
    ]
    const list = simulateList({ method: 'block', ratio, blocks: [6] }, 3, 60, () => ({}))
    for (let from = 0; from < 60; from += 6) {
      expect(list.slice(from, from + 6).filter(({ arm }) => arm === 'model')).toHaveLength(4)
    }
  })

  it('keeps an unequal ratio with minimisation, whose coin would otherwise pull it to equal shares', () => {
    const ratio = [
      { arm: 'model', weight: 3 },
      { arm: 'control', weight: 1 },
    ]
    const list = simulateList(
      { method: 'minimisation', ratio, factors: ['x'], probability: 0.7 },
      4,
      4000,
      (g) => ({
        x: String(g.integerBelow(5)),
      }),
    )
    const models = list.filter(({ arm }) => arm === 'model').length
    expect(Math.abs(models - 3000)).toBeLessThan(40)
  })

  it('is uniform and without memory with the simple method', () => {
    const list = simulateList(plans.simple!, 5, 40_000, () => ({}))
    const arms = four.map(({ arm }) => arm)
    const singles = arms.map((arm) => list.filter((one) => one.arm === arm).length)
    // Quantiles of chi-square at 0.9999 from R: 3 degrees of freedom, and 9 for independence of neighbours.
    expect(singles.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0)).toBeLessThan(21.10751)
    const pairs = arms.flatMap((one) =>
      arms.map(
        (other) =>
          list.filter(({ arm }, at) => at % 2 === 0 && arm === one && list[at + 1]?.arm === other).length,
      ),
    )
    expect(pairs.reduce((sum, count) => sum + (count - 1250) ** 2 / 1250, 0)).toBeLessThan(44.26322)
  })
})

import { describe, expect, it } from 'vitest'
import { allocationSeal } from './allocation-seal.ts'
import { dealCases } from './deal-cases.ts'
import { nextAllocation } from './next-allocation.ts'
import { type RecordedAllocation, replayAllocations } from './replay-allocations.ts'
import { caseOf, equalRatio, numberedSecret, source } from './testing/guesser.ts'

const plan = {
  design: 'between',
  casesPerParticipant: 2,
  cases: ['one', 'two', 'three', 'four', 'five'].map(caseOf),
  randomisation: {
    method: 'stratified',
    ratio: equalRatio('a', 'b', 'control'),
    blocks: [6, 9],
    strata: ['age'],
  },
} as const

function study(participants: number): RecordedAllocation[] {
  const records: RecordedAllocation[] = []
  for (let number = 1; number <= participants; number++) {
    const next = nextAllocation(
      plan.randomisation,
      records,
      { age: number % 3 === 0 ? 'old' : 'young' },
      source,
    )
    const cases = dealCases(plan, records, next, source)
    records.push({ ...next, cases, seal: allocationSeal(source, next, cases) })
  }
  return records
}

describe('replayAllocations', () => {
  const records = study(80)
  const audit = (changed: readonly RecordedAllocation[]) => replayAllocations(plan, changed, source)
  const another = (arm: string) => (arm === 'control' ? 'a' : 'control')

  it('finds nothing in a study that was randomised as planned', () => {
    expect(audit(records)).toEqual({ allocations: 80, differences: [] })
  })

  it('names the allocations whose record was changed later, and no others', () => {
    const changed = records.map((one) =>
      one.number === 41 || one.number === 60 ? { ...one, arm: another(one.arm) } : one,
    )
    const difference = (number: number) => ({
      number,
      part: 'arm',
      recorded: another(records[number - 1]!.arm),
      replayed: records[number - 1]!.arm,
      changedLater: true,
    })
    expect(audit(changed).differences).toEqual([difference(41), difference(60)])
  })

  it('names an allocation that somebody chose at the draw', () => {
    const chosen = records.slice(0, 41).map((one) => {
      if (one.number !== 41) return one
      const next = { ...one, arm: another(one.arm) }
      return { ...next, seal: allocationSeal(source, next, next.cases) }
    })
    expect(audit(chosen).differences).toMatchObject([{ number: 41, part: 'arm', changedLater: false }])
  })

  it('names cases that were swapped, answers that were changed, and what the log does not have', () => {
    const swapped = records.map((one) => {
      if (one.number === 12) return { ...one, cases: one.cases.toReversed() }
      if (one.number === 30) return { ...one, seal: null }
      return one
    })
    expect(audit(swapped).differences).toMatchObject([
      { number: 12, part: 'cases', changedLater: true },
      { number: 30, part: 'log', changedLater: false },
    ])
    const blocks = { ...plan, randomisation: { ...plan.randomisation, method: 'block' } } as const
    const [first] = records
    const drawn = nextAllocation(blocks.randomisation, [], {}, source)
    const cases = dealCases(blocks, [], drawn, source)
    const seal = allocationSeal(source, drawn, cases)
    const answered = [{ ...first!, ...drawn, cases, seal, strata: { age: 'old' } }]
    expect(replayAllocations(blocks, answered, source).differences).toEqual([
      {
        number: 1,
        part: 'answers',
        recorded: 'age: old',
        replayed: 'those of the seal in the log',
        changedLater: false,
      },
    ])
  })

  it('does not confirm the list with another secret', () => {
    const other = { ...source, secret: numberedSecret(1) }
    expect(replayAllocations(plan, records, other).differences).not.toEqual([])
  })

  it('refuses a list with a number left out', () => {
    expect(() => audit(records.slice(1))).toThrow('[ALLOCATION_HISTORY]')
  })
})

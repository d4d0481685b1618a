import { describe, expect, it } from 'vitest'
import { dealCases } from './deal-cases.ts'
import { nextAllocation } from './next-allocation.ts'
import { type RecordedAllocation, replayAllocations } from './replay-allocations.ts'
import { equalRatio, numberedSecret, source } from './testing/guesser.ts'

const plan = {
  design: 'between',
  casesPerParticipant: 2,
  cases: ['one', 'two', 'three', 'four', 'five'].map((id) => ({
    id,
    title: id,
    text: id,
    expertQuery: id,
    conditions: [],
    disposition: 'self-care',
    strata: {},
  })),
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
    records.push({ ...next, cases: dealCases(plan, records, next, source) })
  }
  return records
}

describe('replayAllocations', () => {
  const records = study(80)

  it('finds nothing in a study that was randomised as planned', () => {
    expect(replayAllocations(plan, records, source)).toEqual({ allocations: 80, firstDifference: null })
  })

  it('replays also where a participant had everything deleted', () => {
    const forgotten = records.map((one) => (one.number === 7 ? { ...one, cases: null } : one))
    expect(replayAllocations(plan, forgotten, source).firstDifference).toBeNull()
  })

  it('names the first allocation that somebody chose', () => {
    const chosen = records.map((one) =>
      one.number === 41 || one.number === 60 ? { ...one, arm: one.arm === 'control' ? 'a' : 'control' } : one,
    )
    expect(replayAllocations(plan, chosen, source).firstDifference).toEqual({
      number: 41,
      part: 'arm',
      recorded: chosen[40]!.arm,
      replayed: records[40]!.arm,
    })
  })

  it('names cases that were swapped', () => {
    const swapped = records.map((one) =>
      one.number === 12 ? { ...one, cases: one.cases!.toReversed() } : one,
    )
    expect(replayAllocations(plan, swapped, source).firstDifference).toMatchObject({
      number: 12,
      part: 'cases',
    })
  })

  it('does not confirm the list with another secret', () => {
    const other = { ...source, secret: numberedSecret(1) }
    expect(replayAllocations(plan, records, other).firstDifference).not.toBeNull()
  })

  it('refuses a list with a number left out', () => {
    expect(() => replayAllocations(plan, records.slice(1), source)).toThrow('[ALLOCATION_HISTORY]')
  })
})

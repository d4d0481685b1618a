import { expect, it } from 'vitest'
import { allocationSeal } from './allocation-seal.ts'
import { auditList, type StoredAllocation } from './audit-list.ts'
import { dealCases } from './deal-cases.ts'
import { nextAllocation } from './next-allocation.ts'
import { caseOf, equalRatio, source } from './testing/guesser.ts'

const plan = {
  design: 'between',
  casesPerParticipant: 1,
  cases: ['one', 'two'].map(caseOf),
  randomisation: { method: 'simple', ratio: equalRatio('a', 'control') },
} as const

const stored: StoredAllocation[] = []
for (let number = 1; number <= 6; number++) {
  const next = nextAllocation(plan.randomisation, stored, {}, source)
  stored.push({ ...next, cases: dealCases(plan, stored, next, source) })
}
const logged = stored.map((one) => ({ number: one.number, seal: allocationSeal(source, one, one.cases) }))

it('counts what agrees, and names the first allocation that the record or the log has not', () => {
  const audit = (record: typeof stored, log: typeof logged) => auditList(plan, record, log, source)
  const whole = { list: 'real', allocations: 6, agree: 6, firstMissing: null, differences: [] }
  expect(audit(stored, logged)).toEqual(whole)
  expect(audit([], [])).toEqual({ ...whole, allocations: 0, agree: 0 })
  // After a gap nothing can be computed; at the end only the log still knows of it.
  expect(audit(stored.toSpliced(2, 1), logged)).toEqual({ ...whole, agree: 2, firstMissing: 3 })
  expect(audit(stored.slice(0, 5), logged)).toEqual({ ...whole, agree: 5, firstMissing: 6 })
  expect(audit(stored, logged.slice(0, 5))).toMatchObject({
    agree: 5,
    firstMissing: null,
    differences: [{ number: 6, part: 'log' }],
  })
})

import { describe, expect, it } from 'vitest'
import { ledgerDateSchema, ledgerIdSchema } from '../ledger/fact.ts'
import { inventedLedger } from '../testing/invented-ledger.ts'
import { futureDates } from './date-rules.ts'

describe('futureDates', () => {
  it.each([
    ['2999', 1],
    ['2026-12', 1],
    ['2026-11-27', 1],
    ['2026-11-26', 0],
    ['2026-11', 0],
    ['2026', 0],
  ])('finds of %s on 26 November 2026 %i', (date, found) => {
    const broken = futureDates(inventedLedger([{ number: 1, date }]), '2026-11-26')
    expect(broken.map(({ value }) => value)).toEqual(Array.from({ length: found }, () => date))
  })
})

describe('ledgerDateSchema', () => {
  it('takes days that the calendar has', () => {
    expect(
      ['2026-02-28', '2028-02-29', '2026-11'].every((day) => ledgerDateSchema.safeParse(day).success),
    ).toBe(true)
    expect(
      ['2026-02-30', '2026-02-29', '2026-06-31'].some((day) => ledgerDateSchema.safeParse(day).success),
    ).toBe(false)
  })
})

it('takes ids of which two name a file', () => {
  expect(ledgerIdSchema.safeParse('a'.repeat(110)).success).toBe(true)
  expect(ledgerIdSchema.safeParse('a'.repeat(111)).success).toBe(false)
})

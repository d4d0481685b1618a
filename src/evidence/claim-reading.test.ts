import { describe, expect, it } from 'vitest'
import { readClaim } from './claim-reading.ts'
import { type InventedClaim, inventedEffect, inventedIndex, relation } from './testing/invented-ledger.ts'

function reading(claim: Omit<InventedClaim, 'number'>) {
  const index = inventedIndex([{ number: 1, ...claim }, { number: 2 }], [relation(2, 'qualifies', 1)])
  const [first] = index.ledger.claims
  if (first === undefined) throw new Error('no claim')
  return readClaim(index, first, 0.05)
}

const unknown = { value: null, reason: 'not given' } as const
const margin = (value: number) => ({ value, access: 'P', source: 'paper-1' }) as const

describe('readClaim', () => {
  it('says that a bare win rate cannot be assessed, and what it would take', () => {
    const effect = {
      ...inventedEffect(49.9, 40, 60),
      kind: 'win-rate',
      interval: unknown,
      n: unknown,
    } as const
    const { check, findings } = reading({ effect })
    expect(check?.statement).toMatchObject({ winRate: 0.499, n: null, margin: 0.05 })
    expect(findings.join(' ')).toContain('cannot be assessed')
    // Smallest n for a margin of 5 points, from claim-size.test.ts.
    expect(findings.join(' ')).toContain('282')
  })

  it.each([
    [inventedEffect(10, 5, 15), 'it shows a difference (the interval leaves out 0)'],
    [inventedEffect(10, -5, 25), 'it does not show a difference (the interval holds 0)'],
    [{ ...inventedEffect(0.77, 0.55, 1.08), kind: 'odds-ratio' } as const, 'the interval holds 1'],
    [
      { ...inventedEffect(2, 1, 3), kind: 'mean-difference', interval: unknown } as const,
      'proves no difference',
    ],
  ])('says what an interval shows', (effect, words) => {
    expect(reading({ effect }).findings.join(' ')).toContain(words)
  })

  it('says whether a margin is kept, and that without one there is no equivalence', () => {
    expect(reading({}).findings.at(-1)).toContain('No margin was set')
    const effect = inventedEffect(1, -3, 5)
    expect(reading({ effect: { ...effect, margin: margin(6) } }).findings.at(-1)).toContain('lies within')
    expect(reading({ effect: { ...effect, margin: margin(4) } }).findings.at(-1)).toContain('lies not within')
  })

  it('says that opinions and amplifications prove nothing', () => {
    const words = (kind: 'opinion' | 'amplification') =>
      reading({ effect: null, claim: { kind } }).findings.join(' ')
    expect(words('opinion')).toContain('proves nothing')
    expect(words('amplification')).toContain('adds no proof')
  })

  it('lists what nobody says and what bears on it', () => {
    const { unknown: open, others } = reading({})
    expect(open).toContain('who paid')
    expect(open).not.toContain('where the questions come from')
    expect(others).toEqual(['claim-2 qualifies it: Invented.'])
  })
})

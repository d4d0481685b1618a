import { describe, expect, it } from 'vitest'
import { type ClaimQuestion, nothingAsked } from './claim-question.ts'
import { readClaim } from './claim-reading.ts'
import { type InventedClaim, inventedEffect, inventedIndex, relation } from './testing/invented-ledger.ts'

function reading(claim: Omit<InventedClaim, 'number'>, asked: Partial<ClaimQuestion> = {}) {
  const index = inventedIndex([{ number: 1, ...claim }, { number: 2 }], [relation(2, 'qualifies', 1)])
  const [first] = index.ledger.claims
  if (first === undefined) throw new Error('no claim')
  return readClaim(index, first, { ...nothingAsked, ...asked })
}

const unknown = { value: null, reason: 'not given' } as const
const known = (value: number) => ({ value, access: 'P', source: 'paper-1' }) as const
const margin = known

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

  const last = (read: { readonly findings: readonly string[] }) => read.findings.slice(3).join(' ')

  it('says that without a margin there is no equivalence, with or without an interval', () => {
    const none = 'No margin was set, so it says nothing of equivalence; the smallest margin it would prove is'
    // Hand: 10 + 5 * 1.644854/1.959964 = 14.196.
    expect(last(reading({}))).toContain(`${none} 14.2 points.`)
    const sized = { ...inventedEffect(-0.2, -1, 1), interval: unknown, n: known(1000) }
    // Python: 0.001 + 1.644854 * sqrt(0.249999 * 1.5/1000) = 0.03285.
    expect(last(reading({ effect: sized }))).toContain(`${none} 3.3 points of win rate.`)
    expect(last(reading({ effect: sized }))).not.toContain('shown')
  })

  it('judges equivalence by the 90% interval and non-inferiority by one limit of the 95% interval', () => {
    // Hand: 10.5 * 1.644854/1.959964 = 8.81, inside 10; and -10.5 is not above -10.
    const both = { ...inventedEffect(0, -10.5, 10.5), margin: margin(10) }
    expect(last(reading({ effect: both }))).toMatch(
      /does not say which hypothesis.*Equivalence to 10 points is shown.*90% interval −8\.8 to 8\.8.*Non-inferiority by 10 points is not shown/,
    )
    expect(last(reading({ effect: { ...both, hypothesis: 'equivalence' } }))).not.toContain('inferiority')
    const ahead = { ...inventedEffect(13.28125, -6.15349, 32.71599), margin: margin(20) }
    const words = last(reading({ effect: { ...ahead, hypothesis: 'non-inferiority' } }))
    expect(words).toContain('Non-inferiority by 20 points is shown')
    expect(words).toContain('95% interval −6.2 to 32.7 is above −20.')
    expect(words).not.toMatch(/[Ee]quivalence to|13\.28/)
  })

  it('reads non-inferiority from the side that is worse', () => {
    const lower = { ...inventedEffect(1, -3, 5), kind: 'mean-difference', margin: margin(4) } as const
    const of = (outcome: string) =>
      last(reading({ effect: { ...lower, hypothesis: 'non-inferiority' }, claim: { outcome } }))
    expect(of('accuracy')).toContain('Non-inferiority by 4 is shown')
    expect(of('harm')).toMatch(/Non-inferiority by 4 is not shown.*upper limit.*not below 4\./)
  })

  it('takes the margin of a ratio for a ratio', () => {
    const ratio = { ...inventedEffect(1, 0.7, 1.5), kind: 'odds-ratio', margin: margin(1.25) } as const
    // Hand: exp(-+1.644854/1.959964 * ln) of 0.7 and 1.5 is 0.741 and 1.405.
    expect(last(reading({ effect: ratio }))).toMatch(
      /Equivalence to a ratio of 1\.25 is not shown.*0\.741 to 1\.41 .*does not lie within 0\.8 to 1\.25/,
    )
  })

  it('takes from the reader what the claim does not say', () => {
    const bare = { ...inventedEffect(49.9, 40, 60), kind: 'win-rate', interval: unknown, n: unknown } as const
    const { check, findings } = reading({ effect: bare }, { n: 1000, margin: 3 })
    expect(check?.statement).toMatchObject({ n: 1000, margin: 0.03 })
    expect(findings.join(' ')).toContain('The claim set no margin')
    // 5 points of win rate are 10 of win difference; 14.2 is above 10.
    expect(last(reading({}, { margin: 5 }))).toContain('Equivalence to 10 points is not shown')
  })

  it.each([
    [{ n: 99 }, 'CLAIM_SIZE_TWICE'],
    [{ designEffect: 1.5 }, 'CLAIM_OPTION_UNUSED'],
    [{ margin: 60 }, 'USAGE_CLAIM_MARGIN'],
  ])('refuses %j beside a claim that has an interval and 100 comparisons', (asked, code) => {
    expect(() => reading({}, asked)).toThrow(code)
  })

  it('refuses a margin other than the one of the claim, and options for a claim without an effect', () => {
    const effect = { ...inventedEffect(1, -3, 5), margin: margin(10) }
    expect(() => reading({ effect }, { margin: 4 })).toThrow('CLAIM_MARGIN_TWICE')
    expect(reading({ effect }, { margin: 5 }).findings.join(' ')).toContain('to 10 points')
    expect(() => reading({ effect: null }, { n: 400 })).toThrow('CLAIM_OPTION_UNUSED')
  })

  it('tells a win difference as the win rate that it is, and a sign as a sign', () => {
    const effect = { ...inventedEffect(35.7, 30, 40), interval: unknown, n: unknown }
    const { findings } = reading({ effect, claim: { statement: 'It moved by -16.9 points.' } })
    expect(findings[0]).toBe('It moved by −16.9 points.')
    expect(findings.join(' ')).toContain('35.7 points is a win rate of 67.85%')
    // scipy, see exact-claim-size.test.ts: 40, not the 27 of the normal approximation.
    expect(findings.join(' ')).toContain('from 40 independent comparisons')
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

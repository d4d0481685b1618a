import { describe, expect, it } from 'vitest'
import { type InventedClaim, inventedEffect, inventedIndex } from '../testing/invented-ledger.ts'
import { brokenClaims } from './claim-rules.ts'

function codes(claim: Omit<InventedClaim, 'number'>): string[] {
  return brokenClaims(inventedIndex([{ number: 1, ...claim }])).map(({ code }) => code)
}

const known = (value: number) => ({ value, access: 'P', source: 'paper-1' }) as const
const none = { value: null, reason: 'not given' } as const
const secondary = { value: 10, access: 'S', source: 'paper-1' } as const

describe('brokenClaims', () => {
  it('finds nothing in a claim that is whole', () => {
    expect(codes({})).toEqual([])
  })

  it('marks a claim with a secondary figure as secondary', () => {
    const effect = { ...inventedEffect(10, 5, 15), value: secondary }
    expect(codes({ effect })).toEqual(['LEDGER_MARK_TOO_STRONG'])
    expect(codes({ effect, claim: { access: 'S' } })).toEqual([])
  })

  it('wants study, outcome and systems of a result, and an effect of nothing else', () => {
    expect(codes({ effect: null, claim: { study: null, outcome: null, systems: [] } })).toEqual([
      'LEDGER_RESULT_WITHOUT_STUDY',
      'LEDGER_RESULT_WITHOUT_OUTCOME',
      'LEDGER_RESULT_WITHOUT_SYSTEM',
    ])
    expect(codes({ claim: { kind: 'opinion' } })).toEqual(['LEDGER_EFFECT_WITHOUT_RESULT'])
  })

  it('wants an interval around its estimate and a value that the kind can have', () => {
    expect(codes({ effect: inventedEffect(10, 11, 15) })).toEqual(['LEDGER_INTERVAL'])
    expect(codes({ effect: inventedEffect(110, 100, 120) })).toEqual(['LEDGER_EFFECT_RANGE'])
    expect(codes({ effect: { ...inventedEffect(-1, -2, 0), kind: 'odds-ratio' } })).toEqual([
      'LEDGER_EFFECT_RANGE',
    ])
  })

  it('wants levels of an effect to be values of its factor', () => {
    const levels = (from: string) => ({ from: [from], to: ['models'] })
    expect(codes({ claim: { factor: 'graders', levels: levels('clinicians') } })).toEqual([])
    expect(codes({ claim: { factor: 'graders', levels: levels('pairwise') } })).toEqual(['LEDGER_LEVELS'])
    expect(codes({ claim: { factor: 'rendering', levels: levels('any words') } })).toEqual([])
    for (const factor of [null, 'position'] as const)
      expect(codes({ claim: { factor, levels: levels('clinicians') } })).toEqual(['LEDGER_LEVELS'])
    expect(codes({ effect: null, claim: { factor: 'graders', levels: levels('clinicians') } })).toEqual([
      'LEDGER_LEVELS',
    ])
  })

  it('wants counts that give the value, to its rounding', () => {
    const counts = (wins: number, ties: number, losses: number) =>
      ({ value: { wins, ties, losses }, access: 'P', source: 'paper-1' }) as const
    const effect = inventedEffect(10, 2, 18)
    expect(codes({ effect: { ...effect, counts: counts(10, 0, 490) } })).toEqual(['LEDGER_COUNTS'])
    // By hand: (272 - 224)/500 is 9.6 points, which is 10 without a decimal and not 9.7.
    expect(codes({ effect: { ...effect, counts: counts(272, 4, 224) } })).toEqual([])
    const decimals = inventedEffect(9.7, 2, 18)
    expect(codes({ effect: { ...decimals, counts: counts(272, 4, 224) } })).toEqual(['LEDGER_COUNTS'])
    // (272 + 2)/500 is a win rate of 54.8 percent.
    const rate = { ...inventedEffect(54.8, 50, 60), kind: 'win-rate' as const }
    expect(codes({ effect: { ...rate, counts: counts(272, 4, 224) } })).toEqual([])
    expect(codes({ effect: { ...rate, counts: counts(224, 4, 272) } })).toEqual(['LEDGER_COUNTS'])
  })

  it('wants differences of shares in points', () => {
    const effect = { ...inventedEffect(0.1, 0.02, 0.18), kind: 'risk-difference' as const }
    expect(codes({ effect: { ...effect, unit: 'share, 0 to 1' } })).toEqual(['LEDGER_EFFECT_UNIT'])
    expect(codes({ effect: { ...effect, unit: 'visits' } })).toEqual([])
  })

  it('says that the ends of an interval are swapped', () => {
    const [broken] = brokenClaims(inventedIndex([{ number: 1, effect: inventedEffect(10, 19, 18) }]))
    expect(broken).toMatchObject({ code: 'LEDGER_INTERVAL', value: '19 to 18', expected: '18 to 19' })
    expect(broken?.message).toContain('swapped')
  })

  it.each([
    ['win-difference', -10],
    ['win-difference', 0],
    ['win-rate', 50],
    ['odds-ratio', 0.2],
    ['odds-ratio', 1],
  ] as const)('refuses for a %s the margin %s', (kind, value) => {
    const effect = {
      ...inventedEffect(1, 0.9, 1.1),
      value: known(1.5),
      interval: none,
      kind,
      margin: known(value),
    }
    expect(codes({ effect })).toEqual(['LEDGER_MARGIN'])
    expect(codes({ effect: { ...effect, margin: known(kind === 'win-rate' ? 49 : 1.25) } })).toEqual([])
  })

  it('tells a share from a percentage', () => {
    const effect = { ...inventedEffect(0.55, 0.5, 0.6), kind: 'win-rate' } as const
    expect(codes({ effect })).toEqual(['LEDGER_SHARE_FOR_PERCENT'])
    expect(codes({ effect: { ...effect, value: known(0), interval: none } })).toEqual([])
  })

  it('wants both sides among the systems, and no system on both', () => {
    const effect = inventedEffect(10, 5, 15)
    expect(codes({ effect: { ...effect, against: ['other'] } })).toEqual(['LEDGER_SYSTEM_UNNAMED'])
    expect(codes({ effect: { ...effect, against: ['tool'] } })).toEqual(['LEDGER_EFFECT_AGAINST_ITSELF'])
  })
})

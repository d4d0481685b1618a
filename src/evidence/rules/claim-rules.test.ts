import { describe, expect, it } from 'vitest'
import { type InventedClaim, inventedEffect, inventedIndex } from '../testing/invented-ledger.ts'
import { brokenClaims } from './claim-rules.ts'

function codes(claim: Omit<InventedClaim, 'number'>): string[] {
  return brokenClaims(inventedIndex([{ number: 1, ...claim }])).map(({ code }) => code)
}

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

  it('wants both sides among the systems, and no system on both', () => {
    const effect = inventedEffect(10, 5, 15)
    expect(codes({ effect: { ...effect, against: ['other'] } })).toEqual(['LEDGER_SYSTEM_UNNAMED'])
    expect(codes({ effect: { ...effect, against: ['tool'] } })).toEqual(['LEDGER_EFFECT_AGAINST_ITSELF'])
  })
})

import { describe, expect, it } from 'vitest'
import type { Relation } from '../ledger/claim-schema.ts'
import { type InventedClaim, inventedIndex, relation } from '../testing/invented-ledger.ts'
import { brokenRelations } from './relation-rules.ts'

const unknown = { value: null, reason: 'invented' } as const
const other = { systems: [{ system: 'other', version: unknown }] }

function codes(claims: readonly InventedClaim[], ...relations: readonly Relation[]): string[] {
  return brokenRelations(inventedIndex(claims, relations)).map(({ code }) => code)
}

describe('brokenRelations', () => {
  it('lets claims contradict only about overlapping systems and the same outcome', () => {
    const one = { number: 1 }
    expect(codes([one, { number: 2 }], relation(2, 'contradicts', 1))).toEqual([])
    expect(codes([one, { number: 2, claim: other }], relation(2, 'contradicts', 1))).toEqual([
      'LEDGER_CONTRADICTION',
    ])
    expect(codes([one, { number: 2, claim: { outcome: 'harm' } }], relation(2, 'contradicts', 1))).toEqual([
      'LEDGER_CONTRADICTION',
    ])
    expect(codes([one, { number: 2, claim: other }], relation(2, 'qualifies', 1))).toEqual([])
  })

  it('does not let two claims support and contradict each other', () => {
    const both = [relation(2, 'contradicts', 1), relation(1, 'supports', 2)]
    expect(codes([{ number: 1 }, { number: 2 }], ...both)).toEqual(['LEDGER_CONTRADICTS_AND_SUPPORTS'])
  })

  it('wants new data of a replication and the same data of a re-analysis', () => {
    const shared = { number: 2, study: { sharesDataWith: ['study-1'] } }
    expect(codes([{ number: 1 }, { number: 2 }], relation(2, 'replicates', 1))).toEqual([])
    expect(codes([{ number: 1 }, shared], relation(2, 'replicates', 1))).toEqual(['LEDGER_REPLICATION'])
    expect(codes([{ number: 1 }, shared], relation(2, 're-analyses', 1))).toEqual([])
    expect(codes([{ number: 1 }, { number: 2 }], relation(2, 're-analyses', 1))).toEqual([
      'LEDGER_RE_ANALYSIS',
    ])
  })

  it('takes no amplification for evidence', () => {
    const loud = { number: 2, effect: null, claim: { kind: 'amplification' } } as const
    expect(codes([{ number: 1 }, loud], relation(2, 'amplifies', 1))).toEqual([])
    expect(codes([{ number: 1 }, loud], relation(2, 'amplifies', 1), relation(2, 'supports', 1))).toEqual([
      'LEDGER_AMPLIFIER',
    ])
    expect(codes([{ number: 1 }, { number: 2 }], relation(2, 'amplifies', 1))).toEqual(['LEDGER_AMPLIFIER'])
    expect(codes([{ number: 1 }, loud])).toEqual(['LEDGER_AMPLIFIER_OF_NOTHING'])
  })

  it('lets nobody answer to what comes later, and compares what both dates say', () => {
    const later = { number: 1, date: '2026-06-12' }
    expect(codes([later, { number: 2, date: '2026-05' }], relation(2, 'replicates', 1))).toEqual([
      'LEDGER_RELATION_BEFORE',
    ])
    expect(codes([later, { number: 2, date: '2026' }], relation(2, 'replicates', 1))).toEqual([])
    expect(codes([later, { number: 2, date: '2026-05' }], relation(2, 'qualifies', 1))).toEqual([])
  })

  it('lets no source rebut itself and no claim bear on itself', () => {
    const same = { number: 2, claim: { source: 'paper-1' } }
    expect(codes([{ number: 1 }, same], relation(2, 'rebuts', 1))).toEqual(['LEDGER_REBUTTAL'])
    expect(codes([{ number: 1 }], relation(1, 'qualifies', 1))).toEqual(['LEDGER_RELATION_TO_ITSELF'])
  })
})

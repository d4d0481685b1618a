import { describe, expect, it } from 'vitest'
import { indexLedger } from '../ledger/ledger.ts'
import type { Source } from '../ledger/source-schema.ts'
import { type InventedClaim, inventedDesign, inventedLedger } from '../testing/invented-ledger.ts'
import { subgroupOf } from './independence.ts'
import { ledgerMeta } from './meta-analysis.ts'

/** The subgroup of the first claim. @param sources More sources of the ledger. */
function subgroup(claims: readonly InventedClaim[], sources: readonly Partial<Source>[] = []) {
  const ledger = inventedLedger(claims)
  const [first] = ledger.sources
  if (first === undefined) throw new Error('no source')
  const index = indexLedger({
    ...ledger,
    systems: ledger.systems.map((system) =>
      system.id === 'tool' ? { ...system, maker: 'Tool Inc' } : system,
    ),
    sources: [...ledger.sources, ...sources.map((source) => ({ ...first, ...source }))],
  })
  const claim = index.claims.get('claim-1')
  const study = index.studies.get('study-1')
  if (claim === undefined || study === undefined) throw new Error('no claim')
  return subgroupOf(index, claim, study)
}

const vendor = { id: 'post', independence: 'vendor', stakes: ['tool'], authors: ['Tool Inc'] } as const

describe('subgroupOf', () => {
  it('asks every source of the study, in whatever order they stand', () => {
    expect(subgroup([{ number: 1 }])).toBe('independent')
    for (const sources of [
      ['paper-1', 'post'],
      ['post', 'paper-1'],
    ])
      expect(subgroup([{ number: 1, study: { sources } }], [vendor])).toBe('vendor')
  })

  it('takes a stake in another system for none', () => {
    expect(subgroup([{ number: 1, independence: 'vendor', stakes: ['other'] }])).toBe('independent')
    expect(subgroup([{ number: 1, independence: 'academic', stakes: ['model'] }])).toBe('vendor')
  })

  it('looks at authors who sell a system elsewhere, and at the funder', () => {
    expect(subgroup([{ number: 1 }], [{ ...vendor, authors: ['Author 1'] }])).toBe('vendor')
    const funded = (value: string) => {
      const funding = { value, access: 'P', source: 'paper-1' } as const
      return subgroup([{ number: 1, study: { design: { ...inventedDesign, funding } } }])
    }
    expect(funded('A grant of Tool Inc.')).toBe('vendor')
    expect(funded('Linked to the vendor')).toBe('vendor')
    expect(funded('No money came from Tool Inc; a public foundation paid.')).toBe('independent')
  })
})

describe('studies that are not independent of each other', () => {
  it('count once where they stand in one report or have the same authors', () => {
    const ledger = inventedLedger([{ number: 1 }, { number: 2 }, { number: 3 }, { number: 4 }])
    const index = indexLedger({
      ...ledger,
      studies: ledger.studies.map((study) =>
        study.id === 'study-2' ? { ...study, sources: ['paper-1'] } : study,
      ),
      sources: ledger.sources.map((source) =>
        source.id === 'paper-3' ? { ...source, authors: ['Author 1'] } : source,
      ),
      claims: ledger.claims.map((claim) =>
        claim.id === 'claim-2' ? { ...claim, source: 'paper-1' } : claim,
      ),
    })
    const [group] = ledgerMeta(index, 'systems').groups
    expect(group?.rows.map(({ claim }) => claim.id)).toEqual(['claim-1', 'claim-4'])
    expect(group?.leftOut.map(({ claim, reason }) => `${claim}: ${reason}`)).toEqual([
      'claim-2: It stands in the same report as claim-1, which has the larger n or comes first.',
      'claim-3: It has the same authors as claim-1, which has the larger n or comes first.',
    ])
  })
})

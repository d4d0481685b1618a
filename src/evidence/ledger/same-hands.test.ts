import { describe, expect, it } from 'vitest'
import { inventedLedger } from '../testing/invented-ledger.ts'
import { sameHands } from './same-hands.ts'
import type { Source } from './source-schema.ts'

describe('sameHands', () => {
  const by = (...authors: string[]): Source => ({
    ...(inventedLedger([{ number: 1 }]).sources[0] ?? raise()),
    authors,
  })
  it.each([
    [['Ada'], ['Ada'], true],
    [['Ada', 'Bo', 'Cy'], ['Cy', 'Ada', 'Di'], true],
    [['Ada', 'Patel'], ['Bo', 'Patel'], false],
    [['Feng', 'Patel'], ['Feng'], true],
    [[], [], false],
  ])('%j and %j: %s', (one, other, same) => {
    expect(sameHands(by(...one), by(...other))).toBe(same)
  })
})

function raise(): never {
  throw new Error('no source')
}

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

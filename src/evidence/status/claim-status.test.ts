import { describe, expect, it } from 'vitest'
import type { Relation } from '../ledger/claim-schema.ts'
import { type InventedClaim, inventedDesign, inventedIndex, relation } from '../testing/invented-ledger.ts'
import { claimStatus } from './claim-status.ts'

function statusOf(claims: readonly InventedClaim[], relations: readonly Relation[] = []) {
  const index = inventedIndex(claims, relations)
  const [first] = index.ledger.claims
  if (first === undefined) throw new Error('no claim')
  return claimStatus(index, first)
}

describe('claimStatus', () => {
  it('is self-reported where who says it sells a system of it', () => {
    expect(statusOf([{ number: 1, stakes: ['tool'] }]).name).toBe('self-reported')
  })

  it('is independently supported by a result of others without a stake', () => {
    const vendor = { number: 1, stakes: ['tool'] }
    expect(statusOf([vendor, { number: 2 }], [relation(2, 'replicates', 1)])).toMatchObject({
      name: 'independently supported',
      claims: ['claim-2'],
    })
    expect(statusOf([vendor, { number: 2, stakes: ['tool'] }], [relation(2, 'replicates', 1)]).name).toBe(
      'self-reported',
    )
  })

  it('is not supported by the same source, an opinion or an amplification', () => {
    const vendor = { number: 1, stakes: ['tool'] }
    for (const claim of [{ source: 'paper-1' }, { kind: 'opinion' }, { kind: 'amplification' }] as const)
      expect(statusOf([vendor, { number: 2, claim }], [relation(2, 'supports', 1)]).name).toBe(
        'self-reported',
      )
  })

  it('is reproduced, and not independently supported, where others computed it again from its data', () => {
    const again = { number: 2, study: { sharesDataWith: ['study-1'] } }
    expect(statusOf([{ number: 1 }, again], [relation(2, 're-analyses', 1)])).toMatchObject({
      name: 'reproduced from its own data',
      claims: ['claim-2'],
    })
    expect(
      statusOf(
        [{ number: 1 }, again, { number: 3 }],
        [relation(2, 're-analyses', 1), relation(3, 'supports', 1)],
      ),
    ).toMatchObject({ name: 'independently supported', claims: ['claim-3'] })
  })

  it('is not backed by what another reports of the same study', () => {
    const report = { number: 2, claim: { study: 'study-1' } } as const
    expect(statusOf([{ number: 1 }, report], [relation(2, 'supports', 1)]).name).toBe('untested')
  })

  it('says of an untested result that others measured the same, where nobody wrote how they bear on it', () => {
    expect(statusOf([{ number: 1 }, { number: 2 }])).toMatchObject({ name: 'untested', claims: ['claim-2'] })
    expect(statusOf([{ number: 1 }, { number: 2, claim: { outcome: 'harm' } }]).claims).toEqual([])
  })

  it('says where a contradiction is about other versions', () => {
    const at = (value: string) => ({ value, access: 'P', source: 'paper-1' }) as const
    const of = (version: string) =>
      ({ systems: [{ system: 'tool', version: at(version) }] }) satisfies InventedClaim['claim']
    const because = (other: string) =>
      statusOf(
        [
          { number: 1, claim: of('Tool 1') },
          { number: 2, claim: of(other) },
        ],
        [relation(2, 'contradicts', 1)],
      ).because
    expect(because('Tool 2')).toContain('other versions')
    expect(because('Tool 1')).not.toContain('other versions')
  })

  it('is contradicted in either direction, and that comes first', () => {
    const support = relation(3, 'supports', 1)
    for (const against of [relation(2, 'contradicts', 1), relation(1, 'contradicts', 2)])
      expect(statusOf([{ number: 1 }, { number: 2 }, { number: 3 }], [against, support])).toMatchObject({
        name: 'contradicted',
        claims: ['claim-2'],
      })
  })

  it('is not changed by what only qualifies it', () => {
    expect(statusOf([{ number: 1 }, { number: 2 }], [relation(2, 'qualifies', 1)]).name).toBe('untested')
  })

  it('is not reproducible where its data are closed or nobody says', () => {
    const closed = { value: 'closed', access: 'P', source: 'paper-1' } as const
    for (const data of [closed, { value: null, reason: 'not stated' } as const])
      expect(statusOf([{ number: 1, study: { design: { ...inventedDesign, data } } }]).name).toBe(
        'not reproducible from public data',
      )
  })
})

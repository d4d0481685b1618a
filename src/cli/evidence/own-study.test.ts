import { describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { indexLedger } from '../../evidence/ledger/ledger.ts'
import { readLedgerFile } from '../../evidence/reading/read-ledger-file.ts'
import { inventedLedger } from '../../evidence/testing/invented-ledger.ts'
import { pairwiseResults } from '../../report/testing/pairwise-results.ts'
import { ownStudyFile, type Publication } from './own-study.ts'

const publication: Publication = {
  by: ['Grace Hopper'],
  date: '2026-11-26',
  independence: 'academic',
  systems: new Map(),
  outcomes: new Map(),
}
const empty = indexLedger({ ...inventedLedger([]), systems: [], outcomes: [] })

describe('ownStudyFile', () => {
  const results = pairwiseResults()
  const file = ownStudyFile(results, publication, empty)

  it('makes one claim of each verdict, with its interval in points', () => {
    expect(file.claims).toHaveLength(results.verdicts.length)
    const [verdict] = results.verdicts
    const [claim] = file.claims
    if (verdict === undefined || claim === undefined) throw new Error('no verdict')
    expect(claim.effect).toMatchObject({ kind: 'win-difference', of: [verdict.hypothesis.candidate] })
    expect(claim.effect?.value.value).toBeCloseTo(100 * (verdict.estimate.estimate ?? Number.NaN), 9)
    expect(claim.effect?.interval.value?.lower).toBeCloseTo(
      100 * (verdict.estimate.ci95?.lower ?? Number.NaN),
      9,
    )
    expect(claim.effect?.n.value).toBe(verdict.estimate.n)
    expect(claim.statement).toContain(verdict.headline)
  })

  it('is a file that a ledger can hold', () => {
    const text = stringify(file, { aliasDuplicateObjects: false })
    expect(readLedgerFile(text, 'own.yaml')).toEqual(file)
  })

  it('takes systems and outcomes that the ledger has', () => {
    const [verdict] = results.verdicts
    if (verdict === undefined) throw new Error('no verdict')
    const { candidate, axis } = verdict.hypothesis
    const known = ownStudyFile(
      results,
      { ...publication, systems: new Map([[candidate, 'tool']]), outcomes: new Map([[axis, 'accuracy']]) },
      indexLedger(inventedLedger([])),
    )
    expect(known.systems.map(({ id }) => id)).not.toContain(candidate)
    expect(known.claims[0]).toMatchObject({ outcome: 'accuracy', effect: { of: ['tool'] } })
  })

  it('gives a vendor a stake in its candidates, and others none', () => {
    const vendor = ownStudyFile(results, { ...publication, independence: 'vendor' }, empty)
    expect(vendor.sources[0]?.stakes).toContain(results.verdicts[0]?.hypothesis.candidate)
    expect(file.sources[0]?.stakes).toEqual([])
  })

  it('calls SAMPLE data so, and axes of one study not independent', () => {
    expect(file.studies.every(({ sample }) => sample === results.study.sample)).toBe(true)
    const [first, second] = file.studies
    if (second !== undefined) expect(first?.sharesDataWith).toContain(second.id)
  })

  it('gives a difference of marks as it is, also where a lower mark is better', () => {
    const effectWhere = (better: 'higher' | 'lower') => {
      const axes = results.plan.axes.map((axis) => ({
        ...axis,
        form: 'absolute' as const,
        better,
        scale: { kind: 'ordinal' as const, min: 1, max: 4, step: 1 },
      }))
      const changed = { ...results, plan: { ...results.plan, axes } }
      return ownStudyFile(changed, publication, empty).claims[0]?.effect
    }
    const { estimate, ci95 } = results.verdicts[0]?.estimate ?? {}
    const [plain, turned] = [effectWhere('higher'), effectWhere('lower')]
    expect(plain?.kind).toBe('mean-difference')
    expect(plain?.value.value).toBeCloseTo(estimate ?? Number.NaN, 9)
    expect(turned?.value.value).toBeCloseTo(-(estimate ?? Number.NaN), 9)
    expect(turned?.interval.value?.lower).toBeCloseTo(-(ci95?.upper ?? Number.NaN), 9)
  })
})

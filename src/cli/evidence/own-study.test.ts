import { describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { readLedgerFile } from '../../evidence/reading/read-ledger-file.ts'
import { pairwiseResults } from '../../report/testing/pairwise-results.ts'
import { ownStudyFile, type Publication } from './own-study.ts'

const publication: Publication = {
  as: 'desk',
  by: ['Grace Hopper'],
  date: '2026-11-26',
  independence: 'academic',
  systems: new Map(),
  outcomes: new Map(),
  sharesDataWith: [],
}

describe('ownStudyFile', () => {
  const results = pairwiseResults()
  const file = ownStudyFile(results, publication)

  it('makes one claim of each verdict, with its interval in points', () => {
    expect(file.claims).toHaveLength(results.verdicts.length)
    const [verdict] = results.verdicts
    const [claim] = file.claims
    if (verdict === undefined || claim === undefined) throw new Error('no verdict')
    expect(claim.effect).toMatchObject({
      kind: 'win-difference',
      of: [`own-desk-${verdict.hypothesis.candidate}`],
      hypothesis: verdict.hypothesis.kind,
    })
    expect(claim.effect?.value.value).toBeCloseTo(100 * (verdict.estimate.estimate ?? Number.NaN), 9)
    expect(claim.effect?.interval.value?.lower).toBeCloseTo(
      100 * (verdict.estimate.ci95?.lower ?? Number.NaN),
      9,
    )
    // The error that the interval rests on, in points, and its degrees of freedom: 0.71/sqrt(499) and 101 of the invented results.
    expect(claim.effect?.se?.value).toBeCloseTo(71 / Math.sqrt(499), 9)
    expect(claim.effect?.df?.value).toBe(101)
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
    const known = ownStudyFile(results, {
      ...publication,
      systems: new Map([[candidate, 'tool']]),
      outcomes: new Map([[axis, 'accuracy']]),
    })
    expect(known.systems.map(({ id }) => id)).not.toContain(candidate)
    expect(known.claims[0]).toMatchObject({ outcome: 'accuracy', effect: { of: ['tool'] } })
  })

  it('takes an arm for a system of the ledger, and an axis for an outcome, only where that is said', () => {
    const ids = [...file.systems, ...file.outcomes].map(({ id }) => id)
    expect(ids.length).toBeGreaterThan(3)
    for (const id of ids) expect(id).toMatch(/^own-desk-/)
    expect(file.claims[0]?.outcome).toBe(`own-desk-${results.verdicts[0]?.hypothesis.axis}`)
  })

  it('gives a vendor a stake in its candidates, and others none', () => {
    const vendor = ownStudyFile(results, { ...publication, independence: 'vendor' })
    expect(vendor.sources[0]?.stakes).toContain(`own-desk-${results.verdicts[0]?.hypothesis.candidate}`)
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
      return ownStudyFile(changed, publication).claims[0]?.effect
    }
    const { estimate, ci95 } = results.verdicts[0]?.estimate ?? {}
    const [plain, turned] = [effectWhere('higher'), effectWhere('lower')]
    expect(plain?.kind).toBe('mean-difference')
    expect(plain?.value.value).toBeCloseTo(estimate ?? Number.NaN, 9)
    expect(turned?.value.value).toBeCloseTo(-(estimate ?? Number.NaN), 9)
    expect(turned?.interval.value?.lower).toBeCloseTo(-(ci95?.upper ?? Number.NaN), 9)
  })
})

import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { type DifferenceRow, poweredDifference } from './powered-difference.ts'

const rowsOf = (labelled: number, unlabelled: number): DifferenceRow[] =>
  Array.from({ length: labelled + unlabelled }, (_, index) => ({
    item: `q${index}`,
    judge: ((index * 7) % 5) - 2,
    clinicians: index < labelled ? ((index * 3) % 4) - 1 : null,
  }))

describe('poweredDifference', () => {
  it('takes the normal interval only with 30 labelled items of one row each', () => {
    expect(poweredDifference(rowsOf(30, 60))).toMatchObject({
      method: 'ppi.mean',
      nLabelled: 30,
      nUnlabelled: 60,
    })
    expect(poweredDifference(rowsOf(29, 60)).method).toBe('ppi.cluster')
    const twice = rowsOf(30, 60).flatMap((row) => [row, row])
    expect(poweredDifference(twice)).toMatchObject({ method: 'ppi.cluster', nLabelled: 60 })
  })

  it('keeps the two parts of different items and drops what the judge failed on', () => {
    const rows = [
      ...rowsOf(30, 60),
      { item: 'q0', judge: 1, clinicians: null },
      { item: 'x', judge: null, clinicians: 1 },
    ]
    expect(poweredDifference(rows)).toMatchObject({ nLabelled: 30, nUnlabelled: 60, nDropped: 2 })
  })

  it('by hand: a judge that never varies adds nothing', () => {
    const rows = rowsOf(30, 60).map((row) => ({ ...row, judge: 1 }))
    const { result } = poweredDifference(rows)
    expect(result.lambda).toBe(0)
    const clinicians = rows.flatMap((row) => row.clinicians ?? [])
    expectClose(result.estimate, clinicians.reduce((sum, value) => sum + value, 0) / 30)
  })

  it('is null without clinicians', () => {
    expect(poweredDifference(rowsOf(0, 5))).toMatchObject({ nLabelled: 0, result: { estimate: null } })
  })
})

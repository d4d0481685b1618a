import { describe, expect, it } from 'vitest'
import { referenceAdapters } from './reference-adapters.ts'
import { verifyReferenceFile } from './verify-reference-file.ts'

const run = (method: string, input: unknown) => referenceAdapters[method]?.(input)

describe('referenceAdapters beyond the committed cases', () => {
  it('give null where a function is undefined and infinities where it is infinite', () => {
    expect(run('dist.functions', { fn: 'qnorm', args: [1.2] })).toEqual({ value: null })
    expect(run('dist.functions', { fn: 'qnorm', args: [1] })).toEqual({ value: Number.POSITIVE_INFINITY })
    expect(run('dist.functions', { fn: 'pt', args: [2] })).toEqual({ value: null })
    expect(run('dist.functions', { fn: 'upt', args: [0, 'Inf'] })).toEqual({ value: 0.5 })
  })

  it('empty comparisons are n = 0 and null for the rest', () => {
    const result = run('pref.win_difference', { comparisons: [], system: 'A' })
    expect(result).toMatchObject({ n: 0, estimate: null, wins: null, ci: null, p: null })
  })

  it('take rows without reviewers as not identified, and drop rows without an outcome', () => {
    const comparisons = [
      { q: 1, a: 'A', b: 'B', outcome: 'a' },
      { q: 2, a: 'B', b: 'A', outcome: 'a' },
      { q: 3, a: 'A', b: 'B', outcome: null },
      { q: 3, a: 'B', b: 'A', outcome: 'b' },
    ]
    const result = run('pref.win_difference', { comparisons, system: 'A' })
    expect(result).toMatchObject({ n: 3, wins: 2, losses: 1, nReviewers: null, seReviewer: null, df: 2 })
  })

  it('average repeated marks of a cell', () => {
    const mark = (q: string, s: string, y: number | null) => ({ q, r: 'x', s, y })
    const ratings = [
      mark('1', 'A', 4),
      mark('1', 'A', 2),
      mark('1', 'B', 2),
      mark('2', 'A', 1),
      mark('2', 'B', null),
    ]
    expect(run('crossed.paired_difference', { ratings, a: 'A', b: 'B' })).toMatchObject({
      n: 1,
      nDropped: 1,
      estimate: 1,
    })
  })

  it('number text marks and take the categories in use without a codebook', () => {
    const x = [
      ['yes', 'yes'],
      ['no', 'yes'],
      ['no', 'no'],
      ['yes', null],
    ]
    expect(run('agree.gwet', { x })).toMatchObject({ unweighted: { observed: 2 / 3 } })
    expect(run('agree.krippendorff', { x })).toMatchObject({ pairableItems: 3 })
  })

  it('draw nothing from one cluster', () => {
    expect(run('boot.cluster', { values: [1, 2], clusters: ['a', 'a'], B: 50 })).toMatchObject({
      estimate: 1.5,
      se: null,
      percentile: null,
    })
    expect(run('boot.cluster', { values: [], clusters: [], B: 50 })).toMatchObject({
      estimate: null,
      se: null,
    })
  })

  it('give the same numbers for the same seed and others for another', () => {
    const input = {
      values: [1, 4, 2, 8, 5, 7, 1, 4, 2, 8, 9, 9],
      clusters: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
      B: 500,
    }
    expect(run('boot.cluster', { ...input, seed: 3 })).toEqual(run('boot.cluster', { ...input, seed: 3 }))
    expect(run('boot.cluster', { ...input, seed: 4 })).not.toEqual(run('boot.cluster', { ...input, seed: 3 }))
  })

  it('give nulls and the reason for a model without a maximum', () => {
    const counts = [{ a: 'x', b: 'y', winsA: 4, winsB: 0 }]
    expect(run('pref.davidson', { systems: ['x', 'y'], counts })).toMatchObject({
      logWorth: null,
      se: null,
      logLik: null,
    })
  })
})

describe('verifyReferenceFile', () => {
  it('reports passes, mismatches and inputs that are not of the layout', () => {
    const cases = [
      { name: 'right', input: { wins: 1, losses: 0 }, expected: { exactP: 1 }, tolerance: 0 },
      { name: 'wrong', input: { wins: 1, losses: 0 }, expected: { exactP: 0.5 }, tolerance: 0 },
      { name: 'illegal', input: { wins: 'many' }, expected: { exactP: 1 }, tolerance: 0 },
      { name: 'expects nothing', input: { wins: 1, losses: 0 }, expected: {}, tolerance: 0 },
    ]
    const outcomes = verifyReferenceFile({
      method: 'pref.sign_test',
      cases: [...cases, { name: 'no input' }, 3],
    })
    expect(
      outcomes.map(({ name, passed, mismatches, failure }) => [
        name,
        passed,
        mismatches.length,
        failure === null,
      ]),
    ).toEqual([
      ['right', true, 0, true],
      ['wrong', false, 1, true],
      ['illegal', false, 0, false],
      ['expects nothing', false, 0, false],
      ['no input', false, 0, false],
      ['case 6', false, 0, false],
    ])
  })

  it('fails every case of a method that is not ours', () => {
    const [outcome] = verifyReferenceFile({
      method: 'toString',
      cases: [{ name: 'x', input: {}, expected: { value: 1 }, tolerance: 0 }],
    })
    expect(outcome).toMatchObject({ passed: false, failure: 'there is no method "toString"' })
  })
})

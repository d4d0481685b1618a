import { describe, expect, it } from 'vitest'
import { referenceAdapters } from './reference-adapters.ts'

const run = (method: string, input: unknown) => referenceAdapters[method]?.(input)

describe('adapters of agreement, paired accuracy and ranks', () => {
  it('take null for a field that was left out', () => {
    const table = { n11: 4, n10: 3, n01: 1, n00: 2 }
    expect(run('paired.diff_ci', { ...table, level: null })).toEqual(run('paired.diff_ci', table))
    const marks = { a: ['y', 'n', 'y'], b: ['y', 'n', 'n'] }
    expect(run('agree.cohen', { ...marks, categories: null, level: null })).toEqual(run('agree.cohen', marks))
    const x = [
      [1, 2],
      [2, 2],
      [4, 3],
    ]
    expect(run('agree.icc', { x, level: null })).toEqual(run('agree.icc', { x, level: 0.95 }))
    expect(run('agree.fleiss', { x, categories: null })).toEqual(
      run('agree.fleiss', { x, categories: [4, 3, 2, 1] }),
    )
  })

  it('take marks that the codebook does not know as missing', () => {
    const categories = ['yes', 'no']
    const known = [
      ['yes', 'yes', null],
      ['no', 'yes', 'no'],
      ['no', null, 'no'],
    ]
    const unknown = known.map((row) => row.map((mark) => mark ?? 'unsure'))
    for (const method of ['agree.fleiss', 'agree.gwet']) {
      expect(run(method, { categories, x: unknown })).toEqual(run(method, { categories, x: known }))
    }
    const pair = { categories, a: ['yes', 'no', 'unsure'], b: ['yes', 'no', 'yes'] }
    expect(run('agree.cohen', pair)).toMatchObject({ n: 2, agreement: 1 })
  })

  it('take truth values as right and wrong, and as categories', () => {
    expect(
      run('paired.cochran_q', {
        x: [
          [true, false],
          [true, true],
          [null, true],
        ],
      }),
    ).toMatchObject({ n: 2, q: 1, proportions: [1, 0.5] })
    expect(run('agree.cohen', { a: [true, false, true], b: [true, false, false] })).toMatchObject({ n: 3 })
  })

  it('resample when B is given', () => {
    const x = Array.from({ length: 25 }, (_, item) => [item % 3, item % 3, item % 4 === 0 ? 1 : item % 3])
    const result = run('agree.krippendorff', { x, metrics: ['nominal', 'ordinal'], B: 100, seed: 4 })
    expect(result).toMatchObject({ ci: { nominal: { lower: expect.any(Number) } }, bca: { ordinal: {} } })
    expect(run('agree.krippendorff', { x })).toMatchObject({ ci: { nominal: null } })
    expect(run('agree.fleiss', { x, B: 100 })).toMatchObject({ bootstrap: { bca: {} } })
  })

  it('drop missing differences', () => {
    expect(run('rank.wilcoxon_signed', { d: [null, 2, null, -1, 3] })).toMatchObject({ n: 3, v: 5 })
    expect(run('rank.wilcoxon_signed', { d: [null] })).toMatchObject({ n: 0, v: null, p: null })
  })
})

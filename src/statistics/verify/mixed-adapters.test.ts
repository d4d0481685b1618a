import { describe, expect, it } from 'vitest'
import { mixedAdapters } from './mixed-adapters.ts'

const run = (method: string, input: unknown) => mixedAdapters[method]?.(input)

const ratings = Array.from({ length: 36 }, (_, row) => ({
  q: Math.floor(row / 6),
  r: Math.floor(row / 2) % 3 === 0,
  s: row % 2 === 0 ? 'old' : 'new',
  y: (row * 5 + Math.floor(row / 4)) % 3,
}))

describe('mixedAdapters', () => {
  it('take the systems in the order of their first row, the first as reference', () => {
    const result = run('crossed.lmm', { ratings })
    expect(result).toMatchObject({ n: 36, nQuestions: 6, nReviewers: 2, varQuestionSystem: null })
    expect(result).toHaveProperty(['coefficients', '(Intercept)'])
    expect(result).toHaveProperty(['coefficients', 'new'])
    expect(run('crossed.lmm', { ratings, systems: ['new', 'old'] })).toHaveProperty(['se', 'old'])
  })

  it('leave out rows of other systems and rows without a reviewer', () => {
    const more = [...ratings, { q: 1, r: true, s: 'other', y: 9 }, { q: 1, r: null, s: 'old', y: 9 }]
    expect(run('crossed.lmm', { ratings: more, systems: ['old', 'new'] })).toEqual(
      run('crossed.lmm', { ratings, systems: ['old', 'new'] }),
    )
  })

  it('take reviewers that nobody names as not identified', () => {
    const anonymous = ratings.map(({ q, s, y }) => ({ q, s, y }))
    expect(run('crossed.lmm', { ratings: anonymous })).toMatchObject({ nReviewers: null, varReviewer: null })
  })

  it('take truth values as binary marks and words as ordered ones', () => {
    const binary = ratings.map((row) => ({ ...row, y: row.y > 0 }))
    const numbers = ratings.map((row) => ({ ...row, y: row.y > 0 ? 1 : 0 }))
    expect(run('crossed.glmm', { ratings: binary })).toEqual(run('crossed.glmm', { ratings: numbers }))
    const categories = ['poor', 'fair', 'unused', 'good']
    const words = ratings.map((row) => ({ ...row, y: ['poor', 'fair', 'good'][row.y] }))
    expect(run('crossed.clmm', { ratings: words, categories })).toEqual({
      ...Object(run('crossed.clmm', { ratings })),
      categories: ['poor', 'fair', 'good'],
    })
    expect(() => run('crossed.clmm', { ratings: words, categories: ['poor', 'good'] })).toThrow('"fair"')
  })

  it('give nulls for nothing', () => {
    for (const method of ['crossed.lmm', 'crossed.glmm', 'crossed.clmm']) {
      expect(run(method, { ratings: [], systems: ['a', 'b'] })).toMatchObject({
        n: 0,
        coefficients: null,
        se: null,
      })
    }
    expect(run('crossed.anova_components', { y: [[null]] })).toMatchObject({ mean: null, seMean: null })
  })
})

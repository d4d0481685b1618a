import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { anovaComponents } from './anova-components.ts'

const none = Number.NaN

describe('anovaComponents', () => {
  it('splits a two by two table as by hand', () => {
    // Rows differ by 2 on average, columns by 1; residuals are +-1/2 throughout.
    const result = anovaComponents([
      [1, 1],
      [2, 4],
    ])
    expect(result).toMatchObject({ mean: 2, msQuestion: 4, msReviewer: 1, msError: 1 })
    expect(result).toMatchObject({ varQuestion: 1.5, varReviewer: 0, varError: 1 })
    expectClose(result.seMean, Math.sqrt(1.5 / 2 + 1 / 4))
  })

  it('swaps the parts with the factors', () => {
    const table = [
      [2, 3, 3, 2],
      [4, 4, 5, 3],
      [1, 3, 2, 2],
    ]
    const turned = [0, 1, 2, 3].map((column) => table.map((row) => row[column] ?? 0))
    const result = anovaComponents(table)
    const other = anovaComponents(turned)
    expectClose(other.varReviewer, result.varQuestion ?? 0)
    expectClose(other.varQuestion, result.varReviewer ?? 0)
    expectClose(other.seMean, result.seMean ?? 0)
  })

  it('uses the questions that every reviewer marked', () => {
    const result = anovaComponents([
      [1, 1, none],
      [9, none],
      [2, 4],
      [none, none],
    ])
    expect(result).toMatchObject({ nQuestions: 2, nReviewers: 2, nDropped: 1, mean: 2, msError: 1 })
  })

  it('has no components for one question, one reviewer or nothing', () => {
    const oneQuestion = anovaComponents([[1, 2, 6]])
    expect(oneQuestion).toMatchObject({
      mean: 3,
      msQuestion: null,
      msReviewer: 7,
      msError: null,
      seMean: null,
    })
    const oneMark = anovaComponents([[4]])
    expect(oneMark).toMatchObject({ mean: 4, msQuestion: null, varQuestion: null, varError: null })
    const nothing = { nQuestions: 0, nReviewers: 0, mean: null, seMean: null }
    expect(anovaComponents([])).toMatchObject(nothing)
    expect(anovaComponents([[none], []])).toMatchObject(nothing)
    expect(anovaComponents([[none, 1], [2]])).toMatchObject({
      nQuestions: 0,
      nReviewers: 2,
      nDropped: 2,
      mean: null,
    })
  })

  it('gives 0 for marks that are all the same', () => {
    const result = anovaComponents([
      [0.1, 0.1, 0.1],
      [0.1, 0.1, 0.1],
    ])
    expect(result).toMatchObject({ mean: 0.1, msQuestion: 0, msReviewer: 0, msError: 0, seMean: 0 })
  })

  it('refuses infinite marks', () => {
    expect(() => anovaComponents([[1, Number.POSITIVE_INFINITY]])).toThrow('finite')
  })
})

import { describe, expect, it } from 'vitest'
import { usableMarks } from './crossed-marks.ts'
import { estimableTerms } from './random-terms.ts'

function termsOf(rows: readonly (readonly [number, number, number])[], interactions = true) {
  const marks = usableMarks({
    mark: rows.map((_, row) => row),
    question: rows.map(([q]) => q),
    reviewer: rows.map(([, r]) => r),
    system: rows.map(([, , s]) => s),
    systems: 1 + Math.max(...rows.map(([, , s]) => s)),
  })
  const { terms, reasons } = estimableTerms(marks, interactions)
  return { names: terms.map(({ name }) => name), reasons }
}

const crossed = (questions: number, reviewers: number, systems: number) =>
  Array.from({ length: questions * reviewers * systems }, (_, k) => {
    const pair = Math.floor(k / systems)
    return [Math.floor(pair / reviewers), pair % reviewers, k % systems] as const
  })

describe('estimableTerms', () => {
  it('keeps all four terms of a crossed design', () => {
    expect(termsOf(crossed(3, 2, 2)).names).toEqual([
      'question',
      'reviewer',
      'questionSystem',
      'reviewerSystem',
    ])
    expect(termsOf(crossed(3, 2, 2), false).names).toEqual(['question', 'reviewer'])
  })

  it('drops what has one level, and with it the interaction that the system already is', () => {
    const oneReviewer = termsOf(crossed(4, 1, 2))
    expect(oneReviewer.names).toEqual(['question'])
    expect(oneReviewer.reasons).toHaveLength(3)
    expect(termsOf(crossed(1, 4, 2)).names).toEqual(['reviewer'])
  })

  it('drops what has one mark per level', () => {
    // Two reviewers take half of the questions each: question x system has one mark per level.
    const halves = crossed(6, 1, 2).map(([q, , s]) => [q, q % 2, s] as const)
    expect(termsOf(halves).names).toEqual(['question', 'reviewer', 'reviewerSystem'])
    expect(termsOf(crossed(5, 1, 1)).names).toEqual([])
  })

  it('drops a term with the levels of one before it', () => {
    // Each reviewer has a question of his own; with one system the interactions are the main terms.
    const nested = crossed(4, 1, 3).map(([q, , s]) => [q, q + 10, s] as const)
    expect(termsOf(nested, false).names).toEqual(['question'])
    expect(termsOf(crossed(4, 3, 1)).names).toEqual(['question', 'reviewer'])
  })

  it('drops questions that belong to one system each', () => {
    const own = crossed(2, 4, 1).map(([q, r]) => [q, r, q] as const)
    expect(termsOf(own, false).names).toEqual(['reviewer'])
  })
})

import { describe, expect, it } from 'vitest'
import { groupedOutcomes, outcomeCodes, outcomesByCell } from './grouped-outcomes.ts'

describe('grouped outcomes', () => {
  // Two systems; by hand: 3 (2 a + b) + 1 - outcome.
  const codes = outcomeCodes({
    systems: 2,
    slotA: [0, 1, 0, 1, 0, 0],
    slotB: [1, 0, 1, 0, 1, 1],
    outcome: [1, 0, -1, 1, 0, 1],
  })
  const questions = { code: Int32Array.of(0, 1, 0, 1, 0, 1), count: 2 }
  const reviewers = { code: Int32Array.of(1, 0, 0, 1, 1, 0), count: 2 }

  it('codes pair and outcome', () => {
    expect([...codes]).toEqual([3, 7, 5, 6, 4, 3])
  })

  it('stand in the order of clusters, and in their first order inside', () => {
    const { outcomes, starts } = groupedOutcomes(codes, questions)
    expect([...outcomes]).toEqual([3, 5, 4, 7, 6, 3])
    expect([...starts]).toEqual([0, 3, 6])
  })

  it('are cut where question or reviewer changes', () => {
    const { outcomes, starts } = outcomesByCell(codes, questions, reviewers)
    // Question 0: reviewer 0 row 2, reviewer 1 rows 0 and 4; question 1: reviewer 0 rows 1 and 5, reviewer 1 row 3.
    expect([...outcomes]).toEqual([5, 3, 4, 7, 3, 6])
    expect([...starts]).toEqual([0, 1, 3, 5, 6])
  })
})

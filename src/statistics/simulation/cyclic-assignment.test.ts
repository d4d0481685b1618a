import { describe, expect, it } from 'vitest'
import { cyclicAssignment } from './cyclic-assignment.ts'

describe('cyclicAssignment', () => {
  it('gives every reviewer of 100 questions with 3 of 12 reviewers 25 questions', () => {
    const { question, reviewer } = cyclicAssignment({
      questions: 100,
      reviewers: 12,
      reviewersPerQuestion: 3,
    })
    expect(question).toHaveLength(300)
    expect(countsOf(reviewer)).toEqual(new Array(12).fill(25))
    expect(countsOf(question)).toEqual(new Array(100).fill(3))
  })

  it('never gives a question twice to a reviewer, and loads differ by at most one', () => {
    for (const [questions, reviewers, reviewersPerQuestion] of [
      [7, 5, 2],
      [10, 4, 4],
      [31, 6, 4],
      [13, 9, 6],
      [5, 1, 1],
    ] as const) {
      const { question, reviewer } = cyclicAssignment({ questions, reviewers, reviewersPerQuestion })
      const cells = new Set(Array.from(question, (code, cell) => `${code} ${reviewer[cell]}`))
      expect(cells.size).toBe(questions * reviewersPerQuestion)
      const loads = countsOf(reviewer)
      expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(1)
    }
  })

  it('mixes the groups of reviewers', () => {
    const { reviewer } = cyclicAssignment({ questions: 100, reviewers: 12, reviewersPerQuestion: 3 })
    const met = new Set<number>()
    for (let cell = 0; cell < 300; cell += 3) {
      const group = [...reviewer.subarray(cell, cell + 3)]
      if (group.includes(0)) for (const other of group) met.add(other)
    }
    // In blocks of three that advance by one, reviewer 0 meets those up to two places away.
    expect([...met].sort((a, b) => a - b)).toEqual([0, 1, 2, 10, 11])
  })

  it('gives nothing without questions, and refuses more reviewers of a question than there are', () => {
    expect(cyclicAssignment({ questions: 0, reviewers: 3, reviewersPerQuestion: 2 }).question).toHaveLength(0)
    const impossible = { questions: 4, reviewers: 3, reviewersPerQuestion: 4 }
    expect(() => cyclicAssignment(impossible)).toThrow('at most the 3 reviewers')
  })
})

function countsOf(codes: Int32Array): number[] {
  const counts = new Array<number>(Math.max(...codes) + 1).fill(0)
  for (const code of codes) counts[code] = counts[code]! + 1
  return counts
}

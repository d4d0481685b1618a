import type { PlannedRows } from './planned-rows.ts'

/** What standard errors need to know of a design: how often two rows share something. */
export interface RowSums {
  readonly n: number
  readonly questions: number
  readonly reviewers: number
  /** Ordered pairs of rows, a row with itself included, that share the question, the reviewer, or both. */
  readonly sameQuestion: number
  readonly sameReviewer: number
  readonly sameCell: number
  /** The same among rows against one opponent. */
  readonly sameQuestionAndOpponent: number
  readonly sameReviewerAndOpponent: number
  readonly sameCellAndOpponent: number
}

export function rowSums({ question, reviewer, opponent }: PlannedRows): RowSums {
  const n = question.length
  const counts = [0, 1, 2, 3, 4, 5].map(() => new Map<number, number>())
  const opponents = 1 + opponent.reduce((largest, code) => Math.max(largest, code), 0)
  const reviewers = 1 + reviewer.reduce((largest, code) => Math.max(largest, code), 0)
  for (let row = 0; row < n; row += 1) {
    const q = question[row] ?? 0
    const r = reviewer[row] ?? 0
    const o = opponent[row] ?? 0
    const cell = q * reviewers + r
    const keys = [q, r, cell, q * opponents + o, r * opponents + o, cell * opponents + o]
    keys.forEach((key, place) => {
      const map = counts[place]
      map?.set(key, (map.get(key) ?? 0) + 1)
    })
  }
  const squares = counts.map((map) => {
    let sum = 0
    for (const count of map.values()) sum += count * count
    return sum
  })
  return {
    n,
    questions: counts[0]?.size ?? 0,
    reviewers: counts[1]?.size ?? 0,
    sameQuestion: squares[0] ?? 0,
    sameReviewer: squares[1] ?? 0,
    sameCell: squares[2] ?? 0,
    sameQuestionAndOpponent: squares[3] ?? 0,
    sameReviewerAndOpponent: squares[4] ?? 0,
    sameCellAndOpponent: squares[5] ?? 0,
  }
}

import type { Interval } from '../../statistics/interval.ts'
import { proportionInterval } from '../../statistics/proportion/proportion-interval.ts'
import { type Stage, type StageScore, stages } from '../trial-data.ts'

export interface StageCount {
  readonly right: number
  /** Rows with a score; missing ones are not among them. */
  readonly scored: number
  readonly missing: number
  /** Null where nothing is scored. */
  readonly share: number | null
  /** Wilson's, as if rows were independent; they are not where a person or a case has several. */
  readonly ci: Interval | null
}

export interface StageRow {
  readonly stage: Stage
  readonly arm: string
  readonly condition: StageCount
  readonly disposition: StageCount
}

/** Counts of every stage and arm that has rows, stages in their order. A description: it knows no clusters and makes no test. */
export function stageTable(scores: readonly StageScore[]): readonly StageRow[] {
  const arms = [...new Set(scores.map(({ arm }) => arm))].sort()
  return stages.flatMap((stage) =>
    arms.flatMap((arm) => {
      const rows = scores.filter((one) => one.stage === stage && one.arm === arm)
      if (rows.length === 0) return []
      return [
        {
          stage,
          arm,
          condition: countOf(rows.map(({ condition }) => condition)),
          disposition: countOf(rows.map(({ disposition }) => disposition)),
        },
      ]
    }),
  )
}

function countOf(marks: readonly (boolean | null)[]): StageCount {
  const scored = marks.filter((mark) => mark !== null).length
  const right = marks.filter((mark) => mark === true).length
  return {
    right,
    scored,
    missing: marks.length - scored,
    share: scored === 0 ? null : right / scored,
    ci: proportionInterval(right, scored),
  }
}

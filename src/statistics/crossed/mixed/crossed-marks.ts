import { checkSameLength } from '../../argument.ts'
import { type DenseCodes, denseCodes } from '../cluster-codes.ts'

/** Marks of systems by crossed questions and reviewers, one row per mark. */
export interface CrossedMarks {
  /** The mark; NaN is a missing one, and its row is dropped. */
  readonly mark: ArrayLike<number>
  /** Code of the question, any 32-bit whole number. */
  readonly question: ArrayLike<number>
  /** Code of the reviewer; null when reviewers are not identified, which leaves their component out. */
  readonly reviewer: ArrayLike<number> | null
  /** Code of the system, 0 to `systems - 1`; system 0 is the one that the others are compared with. */
  readonly system: ArrayLike<number>
  /** Number of systems; codes run from 0 to one less. */
  readonly systems: number
}

/** The rows that have a mark, with questions and reviewers numbered anew. */
export interface UsableMarks {
  readonly n: number
  readonly nDropped: number
  readonly mark: Float64Array
  readonly question: DenseCodes
  readonly reviewer: DenseCodes | null
  /** Place of the row's system in `present`. */
  readonly system: Int32Array
  /** Codes of the systems that have a mark, ascending. */
  readonly present: readonly number[]
  readonly systems: number
}

/** Sizes that every model of crossed marks reports. */
export interface MarkCounts {
  /** Marks used. */
  readonly n: number
  /** Rows dropped because the mark is missing. */
  readonly nDropped: number
  /** Questions with a mark that was used. */
  readonly nQuestions: number
  /** Null when reviewers are not identified. */
  readonly nReviewers: number | null
}

export function usableMarks(marks: CrossedMarks): UsableMarks {
  const { mark, question, reviewer, system, systems } = marks
  checkSameLength('question', question.length, mark.length)
  if (reviewer !== null) checkSameLength('reviewer', reviewer.length, mark.length)
  checkSameLength('system', system.length, mark.length)
  const kept: number[] = []
  const seen = new Uint8Array(systems)
  for (let row = 0; row < mark.length; row++) {
    const code = system[row]!
    if (!(Number.isInteger(code) && code >= 0 && code < systems)) {
      throw new RangeError(`system ${row} must be a whole number from 0 to ${systems - 1}, not ${code}`)
    }
    if (Number.isNaN(mark[row]!)) continue
    if (!Number.isFinite(mark[row]!))
      throw new RangeError(`mark ${row} must be finite or NaN, not ${mark[row]}`)
    kept.push(row)
    seen[code] = 1
  }
  const present: number[] = []
  const place = Int32Array.from(seen, (used, code) => (used === 1 ? present.push(code) - 1 : -1))
  return {
    n: kept.length,
    nDropped: mark.length - kept.length,
    mark: Float64Array.from(kept, (row) => mark[row]!),
    question: denseCodes(Int32Array.from(kept, (row) => question[row]!)),
    reviewer: reviewer === null ? null : denseCodes(Int32Array.from(kept, (row) => reviewer[row]!)),
    system: Int32Array.from(kept, (row) => place[system[row]!]!),
    present,
    systems,
  }
}

export function markCounts(rows: UsableMarks): MarkCounts {
  return {
    n: rows.n,
    nDropped: rows.nDropped,
    nQuestions: rows.question.count,
    nReviewers: rows.reviewer === null ? null : rows.reviewer.count,
  }
}

/** Why no model can be fitted to the rows, or null: no marks, no marks of system 0, no variation. */
export function unfitReason(rows: UsableMarks): string | null {
  if (rows.n === 0) return 'There are no marks.'
  if (rows.present[0] !== 0) return 'The system that the others are compared with has no marks.'
  if (rows.mark.every((mark) => mark === rows.mark[0])) return 'All marks are the same.'
  return null
}

/** The values of the present systems at the places of all `systems`; null for the others. */
export function atSystems(rows: UsableMarks, values: readonly (number | null)[]): (number | null)[] {
  const all = new Array<number | null>(rows.systems).fill(null)
  rows.present.forEach((code, place) => {
    all[code] = values[place] ?? null
  })
  return all
}

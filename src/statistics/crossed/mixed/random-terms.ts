import { type DenseCodes, denseCodes } from '../cluster-codes.ts'
import type { UsableMarks } from './crossed-marks.ts'

export type TermName = 'question' | 'reviewer' | 'questionSystem' | 'reviewerSystem'

/** A random intercept: one independent normal deviation per level. */
export interface RandomTerm {
  readonly name: TermName
  readonly levels: DenseCodes
}

export interface EstimableTerms {
  readonly terms: readonly RandomTerm[]
  /** Why each of the other terms is left out, one sentence each. */
  readonly reasons: readonly string[]
}

const words: Readonly<Record<TermName, string>> = {
  question: 'question',
  reviewer: 'reviewer',
  questionSystem: 'question x system',
  reviewerSystem: 'reviewer x system',
}

/**
 * The random intercepts whose variance the rows can tell apart from the fixed system means, from the residual and
 * from each other. A term is left out when it has one level, one level per row, levels that are fixed by the
 * system, or the same levels as a term before it.
 */
export function estimableTerms(rows: UsableMarks, interactions: boolean): EstimableTerms {
  const terms: RandomTerm[] = []
  const reasons: string[] = []
  const consider = (name: TermName, levels: DenseCodes) => {
    const problem = problemOf(levels, rows, terms)
    if (problem === null) terms.push({ name, levels })
    else reasons.push(`The variance of ${words[name]} cannot be estimated: ${problem}.`)
  }
  consider('question', rows.question)
  if (rows.reviewer === null)
    reasons.push('The variance of reviewer cannot be estimated: reviewers are not identified.')
  else consider('reviewer', rows.reviewer)
  if (!interactions) return { terms, reasons }
  consider('questionSystem', crossedLevels(rows.question, rows))
  if (rows.reviewer !== null) consider('reviewerSystem', crossedLevels(rows.reviewer, rows))
  return { terms, reasons }
}

function crossedLevels(levels: DenseCodes, rows: UsableMarks): DenseCodes {
  return denseCodes(levels.code.map((code, row) => code * rows.present.length + rows.system[row]!))
}

function problemOf(levels: DenseCodes, rows: UsableMarks, before: readonly RandomTerm[]): string | null {
  if (levels.count < 2) return 'there is only one'
  if (levels.count === rows.n) return 'every one has a single mark, so that it is part of the residual'
  if (isFunctionOf(levels.code, rows.system, rows.present.length))
    return 'all marks of a system share the same one'
  const same = before.find(
    (term) => term.levels.count === levels.count && isFunctionOf(levels.code, term.levels.code, levels.count),
  )
  return same === undefined ? null : `the data cannot tell it from ${words[same.name]}`
}

/** Whether rows with the same code always have the same level. */
function isFunctionOf(level: Int32Array, code: Int32Array, count: number): boolean {
  const first = new Int32Array(count).fill(-1)
  return level.every((value, row) => {
    const key = code[row]!
    if (first[key] === -1) first[key] = value
    return first[key] === value
  })
}

import type { DenseCodes } from '../cluster-codes.ts'
import { type UsableMarks, unfitReason } from './crossed-marks.ts'
import { fitLaplace, type LaplaceFit } from './laplace-fit.ts'
import { estimableTerms, type TermName } from './random-terms.ts'
import { twoFactorDesign } from './two-factor-design.ts'

/** A fit of ordered marks with random intercepts of question and reviewer. */
export interface CumulativeLogitModel {
  /** Null when there is no fit; `reasons` says why. */
  readonly fit: LaplaceFit | null
  /** The different marks in use, ascending. */
  readonly categories: readonly number[]
  /** Variances on the logit scale; null where they cannot be estimated. */
  readonly varQuestion: number | null
  readonly varReviewer: number | null
  readonly reasons: readonly string[]
}

/** The cumulative logit model of the rows by Laplace's approximation, or the reason why there is none. */
export function cumulativeLogitModel(rows: UsableMarks): CumulativeLogitModel {
  const categories = [...new Set(rows.mark)].sort((left, right) => left - right)
  const problem = unfitReason(rows) ?? separationReason(rows)
  if (problem !== null) return withoutFit(categories, problem)
  const { terms, reasons } = estimableTerms(rows, false)
  const single: DenseCodes = { code: new Int32Array(rows.n), count: 1 }
  const levels = (name: TermName) => terms.find((term) => term.name === name)?.levels ?? single
  const question = levels('question')
  const reviewer = levels('reviewer')
  const questionFirst = question.count >= reviewer.count
  const first = questionFirst ? question : reviewer
  const second = questionFirst ? reviewer : question
  const places = new Map(categories.map((mark, place) => [mark, place]))
  const fit = fitLaplace({
    design: twoFactorDesign(first, second),
    category: Int32Array.from(rows.mark, (mark) => places.get(mark) ?? 0),
    categories: categories.length,
    system: rows.system,
    systems: rows.present.length,
    random: [first.count > 1, second.count > 1],
  })
  if (fit === null)
    return withoutFit(categories, 'The likelihood has no maximum at finite coefficients and variances.')
  const variance = (name: TermName): number | null => {
    if (!terms.some((term) => term.name === name)) return null
    return fit.variances[questionFirst === (name === 'question') ? 0 : 1]
  }
  return {
    fit,
    categories,
    varQuestion: variance('question'),
    varReviewer: variance('reviewer'),
    reasons: [
      ...reasons,
      ...(rows.systems > rows.present.length ? ['A system without marks has no coefficient.'] : []),
    ],
  }
}

function withoutFit(categories: readonly number[], reason: string): CumulativeLogitModel {
  return { fit: null, categories, varQuestion: null, varReviewer: null, reasons: [reason] }
}

/** A system whose marks all lie in the lowest, or all in the highest category has no finite coefficient. */
function separationReason(rows: UsableMarks): string | null {
  if (rows.present.length < 2) return null
  let lowest = Number.POSITIVE_INFINITY
  let highest = Number.NEGATIVE_INFINITY
  for (const mark of rows.mark) {
    lowest = Math.min(lowest, mark)
    highest = Math.max(highest, mark)
  }
  const allLowest = new Uint8Array(rows.present.length).fill(1)
  const allHighest = new Uint8Array(rows.present.length).fill(1)
  rows.mark.forEach((mark, row) => {
    if (mark !== lowest) allLowest[rows.system[row]!] = 0
    if (mark !== highest) allHighest[rows.system[row]!] = 0
  })
  if (!allLowest.includes(1) && !allHighest.includes(1)) return null
  return 'All marks of one system lie in the lowest or all in the highest category, so that its coefficient is infinite.'
}

/** Variance components of one system's marks in a table of questions by reviewers. */
export interface AnovaComponents {
  /** Mean of the marks used; null without any. */
  readonly mean: number | null
  /** Questions used: those that every reviewer marked. */
  readonly nQuestions: number
  /** Reviewers used: those with at least one mark. */
  readonly nReviewers: number
  /** Marks left out because their question is not complete. */
  readonly nDropped: number
  /** Mean square between questions, on the squared scale of the marks; null with fewer than two questions. */
  readonly msQuestion: number | null
  /** Mean square between reviewers; null with fewer than two reviewers. */
  readonly msReviewer: number | null
  /** Mean square of the rest, interaction and error together; null with fewer than two of either. */
  readonly msError: number | null
  /** Variance between questions, (msQuestion - msError) / reviewers, 0 when that is negative. */
  readonly varQuestion: number | null
  /** Variance between reviewers, (msReviewer - msError) / questions, 0 when that is negative. */
  readonly varReviewer: number | null
  /** Variance of the rest: msError. */
  readonly varError: number | null
  /** Standard error of the mean for new questions and new reviewers; null when a component is. */
  readonly seMean: number | null
}

/**
 * Variance components of a balanced table, one mark per question and reviewer, from the mean squares of a two-way
 * analysis of variance without interaction. For planning, and to show where the noise is:
 * SE(mean)^2 = varQuestion / questions + varReviewer / reviewers + varError / (questions reviewers).
 *
 * A reviewer without any mark is left out, then every question that a remaining reviewer did not mark: the formulas
 * hold for complete tables only. With one question or one reviewer the components are null, and the mean stands.
 * Marks that are all the same give components of 0.
 *
 * @param marks one array per question, one entry per reviewer; NaN or a short row is a missing mark
 *
 * @method crossed.anova_components
 * @question How much of the noise in the marks comes from questions, how much from reviewers?
 * @standing planning
 * @source Cornfield and Tukey 1956; Searle, Casella and McCulloch 1992
 * @pinned R 4.2.2: anova(lm(y ~ question + reviewer))
 */
export function anovaComponents(marks: readonly ArrayLike<number>[]): AnovaComponents {
  const { table, nQuestions, nReviewers, nDropped } = completeTable(marks)
  const n = nQuestions * nReviewers
  const sizes = { nQuestions, nReviewers, nDropped }
  if (n === 0) return { ...nothing, ...sizes }
  let sum = 0
  for (const mark of table) {
    if (!Number.isFinite(mark)) throw new RangeError(`marks must be finite or NaN, not ${mark}`)
    sum += mark - table[0]!
  }
  const mean = table[0]! + sum / n
  const questionEffect = new Float64Array(nQuestions)
  const reviewerEffect = new Float64Array(nReviewers)
  for (let place = 0; place < n; place++) {
    const question = Math.floor(place / nReviewers)
    const reviewer = place - question * nReviewers
    const deviation = table[place]! - mean
    questionEffect[question] = questionEffect[question]! + deviation / nReviewers
    reviewerEffect[reviewer] = reviewerEffect[reviewer]! + deviation / nQuestions
  }
  let errorSquares = 0
  for (let place = 0; place < n; place++) {
    const question = Math.floor(place / nReviewers)
    const reviewer = place - question * nReviewers
    const residual = table[place]! - mean - questionEffect[question]! - reviewerEffect[reviewer]!
    errorSquares += residual * residual
  }
  const perQuestion = nQuestions - 1
  const perReviewer = nReviewers - 1
  const msQuestion = meanSquare(nReviewers * sumOfSquares(questionEffect), perQuestion)
  const msReviewer = meanSquare(nQuestions * sumOfSquares(reviewerEffect), perReviewer)
  const msError = meanSquare(errorSquares, perQuestion * perReviewer)
  if (msQuestion === null || msReviewer === null || msError === null) {
    return { ...nothing, ...sizes, mean, msQuestion, msReviewer }
  }
  const varQuestion = Math.max(0, (msQuestion - msError) / nReviewers)
  const varReviewer = Math.max(0, (msReviewer - msError) / nQuestions)
  const seMean = Math.sqrt(varQuestion / nQuestions + varReviewer / nReviewers + msError / n)
  return {
    ...sizes,
    mean,
    msQuestion,
    msReviewer,
    msError,
    varQuestion,
    varReviewer,
    varError: msError,
    seMean,
  }
}

const nothing = {
  mean: null,
  msQuestion: null,
  msReviewer: null,
  msError: null,
  varQuestion: null,
  varReviewer: null,
  varError: null,
  seMean: null,
} as const

interface CompleteTable {
  /** Row by row. */
  readonly table: Float64Array
  readonly nQuestions: number
  readonly nReviewers: number
  readonly nDropped: number
}

function completeTable(marks: readonly ArrayLike<number>[]): CompleteTable {
  const width = marks.reduce((widest, row) => Math.max(widest, row.length), 0)
  const columns = Array.from({ length: width }, (_, column) => column)
  const present = (row: ArrayLike<number>, column: number) =>
    column < row.length && !Number.isNaN(row[column]!)
  const reviewers = columns.filter((column) => marks.some((row) => present(row, column)))
  const complete = marks.filter((row) => reviewers.every((column) => present(row, column)))
  const given = marks.reduce(
    (count, row) => count + columns.filter((column) => present(row, column)).length,
    0,
  )
  return {
    table: Float64Array.from(complete.flatMap((row) => reviewers.map((column) => row[column]!))),
    nQuestions: reviewers.length === 0 ? 0 : complete.length,
    nReviewers: reviewers.length,
    nDropped: given - complete.length * reviewers.length,
  }
}

function meanSquare(squares: number, df: number): number | null {
  return df === 0 ? null : squares / df
}

function sumOfSquares(values: Float64Array): number {
  let sum = 0
  for (const value of values) sum += value * value
  return sum
}

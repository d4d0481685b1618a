import { mean, variance } from '../../../statistics/moments.ts'
import { penalisedLogistic } from '../../../statistics/numeric/penalised-logistic.ts'
import type { LogisticHead } from '../../model/trained-model.ts'
import type { LearningQuestion } from '../learning-question.ts'

/** From this grade on an answer is good: correct, if not complete. */
export const goodFrom = 3

/**
 * Penalty on the mean loss. Chosen with the kind of features by 5-fold cross-validation over the training questions of MEDIQA-2019;
 * a third of it does nearly as well.
 */
const headL2 = 0.2

/** Below it there is nothing to tell good from bad by. */
const fewestOfEach = 10

export type UncalibratedHead = Pick<LogisticHead, 'features' | 'means' | 'scales' | 'weights' | 'intercept'>

/**
 * Logistic regression of good against bad over all graded candidates: they are many more than top answers, and features that mean
 * the same on every list let one learn from them. Features without spread are left out. Null with fewer than 10 good or 10 bad.
 *
 * @param names Of the features in their columns.
 * @param chosen Those of them that the head may use.
 */
export function fitHead(
  questions: readonly LearningQuestion[],
  names: readonly string[],
  chosen: readonly string[],
): UncalibratedHead | null {
  const rows: { readonly question: LearningQuestion; readonly row: number; readonly good: boolean }[] = []
  for (const question of questions)
    for (const [row, grade] of question.grades.entries())
      if (grade !== null) rows.push({ question, row, good: grade >= goodFrom })
  const positives = rows.filter(({ good }) => good).length
  if (positives < fewestOfEach || rows.length - positives < fewestOfEach) return null
  const columns = chosen.flatMap((name) => {
    const column = names.indexOf(name)
    if (column === -1) throw new RangeError(`no feature ${name} among those of the questions`)
    const values = rows.map(({ question, row }) => question.features[row * names.length + column]!)
    const centre = mean(values) ?? 0
    const deviation = Math.sqrt(variance(values, 0) ?? 0)
    return deviation > 0 ? [{ name, values, centre, deviation }] : []
  })
  const width = columns.length + 1
  const design = new Float64Array(rows.length * width)
  for (let row = 0; row < rows.length; row++) {
    design[row * width] = 1
    for (const [at, { values, centre, deviation }] of columns.entries())
      design[row * width + 1 + at] = (values[row]! - centre) / deviation
  }
  const fit = penalisedLogistic({
    design,
    width,
    outcome: rows.map(({ good }) => (good ? 1 : 0)),
    weights: new Float64Array(rows.length).fill(1 / rows.length),
    penalties: new Float64Array(width).fill(headL2, 1),
  })
  if (fit === null) return null
  return {
    features: columns.map(({ name }) => name),
    means: columns.map(({ centre }) => centre),
    scales: columns.map(({ deviation }) => deviation),
    weights: [...fit.coefficients.slice(1)],
    intercept: fit.coefficients[0]!,
  }
}

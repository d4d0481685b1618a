import { checkLevel, checkNotNegative, checkSameLength } from '../argument.ts'
import { tQuantile } from '../distributions/student-t.ts'
import type { Interval } from '../interval.ts'
import { createGenerator } from '../random/generator.ts'
import { type Auc, areaUnderCurve, logitInterval } from './auc.ts'
import { outOfFoldScores } from './cross-validated-scores.ts'
import { foldsOfGroups } from './grouped-folds.ts'
import { logisticRidge } from './logistic-ridge.ts'
import { type LabelledGroups, permutedAreas, wideningOf } from './permuted-areas.ts'
import { columnScale, standardised } from './standardised.ts'

export interface StyleInput {
  /** Features of each answer, all the same in number: length, headings, serving time and the like. */
  readonly features: readonly (readonly number[])[]
  /** Number of arms. */
  readonly arms: number
  /** The arm that gave each answer, 0 to `arms - 1`. */
  readonly arm: readonly number[]
  /** Question code of each answer, any 32-bit whole numbers. */
  readonly question: ArrayLike<number>
  /** Folds of whole questions, at least 2; 5 when left out, and never more than questions. */
  readonly folds?: number
  /** Penalty on the squared coefficients of standardised features, above 0; 1 when left out. */
  readonly lambda?: number
  /** Permutations of the labels for p, each with all fits made again; 199 when left out, 0 for none. */
  readonly resamples?: number
  /** Level of the intervals; 0.95 when left out. */
  readonly level?: number
  /** Of folds and permutations; 0 when left out. */
  readonly seed?: number
  /** Names the random numbers. */
  readonly stream?: readonly (number | string)[]
}

/** How well the features tell one arm from the rest. */
export interface ArmStyle {
  /** Area under the curve of the out-of-fold scores, its errors those of given scores; null where nothing fits. */
  readonly auc: Auc | null
  /**
   * By how much fitting widens the error of given scores: standard deviation of the areas of permuted labels over the
   * clustered errors of those areas, at least 1; null without permutations and with the area.
   */
  readonly widening: number | null
  /** Standard error that allows for the fitting: the clustered one of `auc` times `widening`; null with either. */
  readonly se: number | null
  /** t interval with `se` on questions - 1, on the logit scale; null when `se` is 0 or null, and for area 0 or 1. */
  readonly ci: Interval | null
  /** Monte Carlo p that labels permuted inside the questions score so high an area, never 0; null with the area. */
  readonly p: number | null
  /** The same against the largest area of all arms, which allows for looking at every arm. */
  readonly adjustedP: number | null
  /** Change of the log odds per standard deviation of each feature, fitted on all answers; null with the area. */
  readonly coefficients: readonly number[] | null
}

export interface StyleClassifier {
  /** Answers. */
  readonly n: number
  /** Questions among them. */
  readonly questions: number
  /** Folds used; null with fewer than two questions. */
  readonly folds: number | null
  /** One per arm, in the order of the arms. */
  readonly byArm: readonly ArmStyle[]
}

const nothing: ArmStyle = {
  auc: null,
  widening: null,
  se: null,
  ci: null,
  p: null,
  adjustedP: null,
  coefficients: null,
}

/**
 * How recognisable each arm is by its style alone: a logistic regression of one arm against the rest on features of
 * the answers, penalised by lambda/2 times the squared standardised coefficients, cross-validated with all answers of
 * a question in one fold. The area under the curve of the out-of-fold scores is 0.5 when the features do not tell the
 * arm and 1 when they always do. With serving time as the one feature: does the time tell the arm?
 *
 * Labels permuted inside the questions, with all fits made anew, give p, and widen the interval: Obuchowski's error by
 * question takes the scores as given and does not know that folds share training rows. In simulated studies without a
 * signal (24 or 60 questions, two or three arms, one or four features) that error alone held 0.5 in 84 to 89 % of the
 * 95 % intervals, and widened in 95 to 96 %; p was at most 0.05 in 4 to 5 %. With a signal the interval is too wide, by
 * about a third for a strong one.
 *
 * Questions are dealt to folds by the seed in the order of their codes; the order of the rows does not matter. Null
 * for an arm that is missing, or is alone, in the training rows of a fold.
 *
 * @method blind.style_classifier
 * @question How well does style, or serving time, give an arm away?
 * @standing optional
 * @source Hoerl and Kennard 1970; le Cessie and van Houwelingen 1992; Ojala and Garriga 2010 for the permutation p
 * @pinned scikit-learn 1.2.1: LogisticRegression(C = 1/lambda) on StandardScaler features, fold by fold, roc_auc_score
 */
export function styleClassifier(input: StyleInput): StyleClassifier {
  checkInput(input)
  const { arms, lambda = 1, resamples = 199, level = 0.95, seed = 0, stream = [] } = input
  const rows = rowsInOrder(input)
  const width = input.features[0]?.length ?? 0
  const groups = rows.starts.length - 1
  const shown = { n: rows.arm.length, questions: groups }
  if (groups < 2) return { ...shown, folds: null, byArm: Array.from({ length: arms }, () => nothing) }
  const folds = Math.min(input.folds ?? 5, groups)
  const foldOf = foldsOfGroups(groups, folds, createGenerator(seed, ...stream, 'style-folds'))
  const score = outOfFoldScores(
    rows.features,
    width,
    rows.group.map((group) => foldOf[group]!),
    lambda,
  )
  const areaOf = (labels: Int32Array, arm: number): Auc | null => {
    const scores = score(labels.map((label) => Number(label === arm)))
    const positive = Array.from(labels, (label) => label === arm)
    return scores === null ? null : areaUnderCurve(scores, positive, { cluster: rows.group, level })
  }
  const observed = Array.from({ length: arms }, (_, arm) => areaOf(rows.arm, arm))
  const generator = createGenerator(seed, ...stream, 'style-labels')
  const permuted = permutedAreas(observed, areaOf, rows, resamples, generator)
  const places = rows.features.map((_, row) => row)
  const columns = standardised(rows.features, places, columnScale(rows.features, places, width))
  const byArm = observed.map((auc, arm): ArmStyle => {
    if (auc === null) return nothing
    const fit = logisticRidge(
      columns,
      width,
      rows.arm.map((label) => (label === arm ? 1 : 0)),
      lambda,
    )
    const widening = wideningOf(permuted.areas[arm]!)
    const given = auc.clustered?.se ?? null
    const se = given === null || widening === null ? null : given * widening
    return {
      auc,
      widening,
      se,
      ci: logitInterval(auc.auc ?? 0, se, tQuantile(0.5 + level / 2, groups - 1)),
      p: resamples === 0 ? null : (1 + permuted.own[arm]!) / (1 + resamples),
      adjustedP: resamples === 0 ? null : (1 + permuted.largest[arm]!) / (1 + resamples),
      coefficients: fit === null ? null : [...fit.coefficients],
    }
  })
  return { ...shown, folds, byArm }
}

interface OrderedRows extends LabelledGroups {
  readonly features: readonly (readonly number[])[]
  /** Question of each row, numbered in the order of the codes. */
  readonly group: Int32Array
}

/** Rows by question, arm and features: the same rows in another order then draw the same and round the same. */
function rowsInOrder({ features, arm, question }: StyleInput): OrderedRows {
  const order = arm
    .map((_, row) => row)
    .sort(
      (left, right) =>
        question[left]! - question[right]! ||
        arm[left]! - arm[right]! ||
        compareFeatures(features[left]!, features[right]!),
    )
  const starts: number[] = []
  const group = new Int32Array(order.length)
  order.forEach((row, place) => {
    if (place === 0 || question[row] !== question[order[place - 1]!]) starts.push(place)
    group[place] = starts.length - 1
  })
  return {
    features: order.map((row) => features[row]!),
    arm: Int32Array.from(order, (row) => arm[row]!),
    group,
    starts: [...starts, order.length],
  }
}

function compareFeatures(left: readonly number[], right: readonly number[]): number {
  const apart = left.findIndex((value, place) => value !== right[place])
  return apart === -1 ? 0 : left[apart]! - right[apart]!
}

function checkInput({ features, arms, arm, question, folds, lambda, resamples, level }: StyleInput): void {
  checkSameLength('arm', arm.length, features.length)
  checkSameLength('question', question.length, features.length)
  checkLevel(level ?? 0.95)
  checkNotNegative('resamples', resamples ?? 0)
  if (!((lambda ?? 1) > 0 && Number.isFinite(lambda ?? 1))) {
    throw new RangeError(`lambda must be a finite number above 0, not ${lambda}`)
  }
  if (!(Number.isSafeInteger(folds ?? 2) && (folds ?? 2) >= 2)) {
    throw new RangeError(`folds must be a whole number of at least 2, not ${folds}`)
  }
  const bad = arm.find((place) => !(Number.isInteger(place) && place >= 0 && place < arms))
  if (bad !== undefined) throw new RangeError(`arms must be whole numbers from 0 to ${arms - 1}, not ${bad}`)
  for (const row of features) {
    checkSameLength('features of a row', row.length, features[0]!.length)
    for (const value of row) {
      if (!Number.isFinite(value)) throw new RangeError(`features must be finite numbers, not ${value}`)
    }
  }
}

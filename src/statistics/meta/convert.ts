import { checkLevel, checkNotNegative } from '../argument.ts'
import { normalQuantile } from '../distributions/normal.ts'
import type {
  ConvertedIndependentAccuracy,
  ConvertedInterval,
  ConvertedPairedAccuracy,
  ConvertedProportion,
  ConvertedResult,
  ConvertedStandardisedDifference,
  ConvertedWins,
  ReportedIndependentAccuracy,
  ReportedInterval,
  ReportedPairedAccuracy,
  ReportedProportion,
  ReportedResult,
  ReportedStandardisedDifference,
  ReportedWinDifference,
  ReportedWinRate,
} from './reported-result.ts'

/**
 * Brings a reported result to a scale on which studies can be pooled: an effect with its variance.
 *
 * - `win_rate`: p = (wins + ties/2)/n, log odds log(p/(1 - p)), variance design effect x var/n/(p(1 - p))^2 with
 *   var = (wins + ties/4)/n - p^2. `win_difference` D: the same with p = (1 + D)/2. p = 0 or 1 gives null: use the
 *   exact interval.
 * - `proportion`: log odds, variance 1/x + 1/(n - x).
 * - `independent_accuracy`: log odds ratio and difference of the accuracies.
 * - `paired_accuracy`: conditional log odds ratio log(n10/n01), and marginal log odds ratio with the covariance
 *   that pairing brings.
 * - `smd`: d pi/sqrt 3. `ci`: middle and standard error.
 *
 * In the tables a half is added to every cell when one of them is 0, as metafor does; `corrected` says so. A
 * missing number or an empty table gives null. The kinds are different effects: odds of preference, conditional
 * and marginal odds ratios must not be pooled together, so `kind` goes with the result.
 *
 * @method meta.convert
 * @question How are results that were published in different forms brought to one scale?
 * @standing default
 * @source Elbourne et al. 2002; Chinn 2000; Viechtbauer 2010
 * @pinned R 4.2.2 metafor 3.8-1: escalc(measure = "PLO" | "OR" | "RD" | "MPORC" | "MPOR")
 */
export function convertResult(result: ReportedResult): ConvertedResult {
  switch (result.kind) {
    case 'win_rate':
      return fromWinRate(result)
    case 'win_difference':
      return fromWinDifference(result)
    case 'proportion':
      return fromProportion(result)
    case 'independent_accuracy':
      return fromIndependentAccuracy(result)
    case 'paired_accuracy':
      return fromPairedAccuracy(result)
    case 'smd':
      return fromStandardisedDifference(result)
    case 'ci':
      return fromInterval(result)
  }
}

function fromWinRate(result: ReportedWinRate): ConvertedWins {
  const { kind, wins, ties, losses } = result
  const designEffect = result.designEffect ?? 1
  if (!(designEffect > 0 && Number.isFinite(designEffect))) {
    throw new RangeError(`designEffect must be above 0, not ${designEffect}`)
  }
  const unknown = { kind, winRate: null, logOdds: null, variance: null }
  if (wins === null || ties === null || losses === null) return unknown
  checkCells(wins, ties, losses)
  const n = wins + ties + losses
  if (n === 0) return unknown
  const rate = (wins + 0.5 * ties) / n
  // (wins + ties/4)/n - rate^2, written without cancellation.
  const perVote = (wins * losses + 0.25 * ties * (wins + losses)) / (n * n)
  return winOdds(kind, rate, (losses + 0.5 * ties) / n, (designEffect * perVote) / n)
}

function fromWinDifference({ kind, difference, variance }: ReportedWinDifference): ConvertedWins {
  if (difference === null) return { kind, winRate: null, logOdds: null, variance: null }
  if (!(difference >= -1 && difference <= 1)) {
    throw new RangeError(`difference must lie between -1 and 1, not ${difference}`)
  }
  if (variance !== null) checkNotNegative('variance', variance)
  const quarter = variance === null ? null : 0.25 * variance
  return winOdds(kind, 0.5 * (1 + difference), 0.5 * (1 - difference), quarter)
}

function winOdds(
  kind: ConvertedWins['kind'],
  rate: number,
  complement: number,
  variance: number | null,
): ConvertedWins {
  if (rate === 0 || complement === 0) return { kind, winRate: rate, logOdds: null, variance: null }
  const slope = 1 / (rate * complement)
  return {
    kind,
    winRate: rate,
    logOdds: Math.log(rate / complement),
    variance: variance === null ? null : variance * slope * slope,
  }
}

function fromProportion({ kind, x, n }: ReportedProportion): ConvertedProportion {
  if (x === null || n === null || n === 0) return { kind, logOdds: null, variance: null, corrected: false }
  checkCells(x, n - x)
  const half = halfWhenEmpty(x, n - x)
  const right = x + half
  const wrong = n - x + half
  return { kind, logOdds: Math.log(right / wrong), variance: 1 / right + 1 / wrong, corrected: half > 0 }
}

function fromIndependentAccuracy(result: ReportedIndependentAccuracy): ConvertedIndependentAccuracy {
  const { kind, x1, n1, x2, n2 } = result
  if (x1 === null || n1 === null || x2 === null || n2 === null || n1 === 0 || n2 === 0) {
    return { kind, logOR: null, variance: null, riskDifference: null, varianceRD: null, corrected: false }
  }
  checkCells(x1, n1 - x1, x2, n2 - x2)
  const half = halfWhenEmpty(x1, n1 - x1, x2, n2 - x2)
  const right1 = x1 + half
  const wrong1 = n1 - x1 + half
  const right2 = x2 + half
  const wrong2 = n2 - x2 + half
  const total1 = right1 + wrong1
  const total2 = right2 + wrong2
  return {
    kind,
    logOR: Math.log(right1 / wrong1) - Math.log(right2 / wrong2),
    variance: 1 / right1 + 1 / wrong1 + 1 / right2 + 1 / wrong2,
    riskDifference: x1 / n1 - x2 / n2,
    varianceRD:
      (right1 * wrong1) / (total1 * total1 * total1) + (right2 * wrong2) / (total2 * total2 * total2),
    corrected: half > 0,
  }
}

function fromPairedAccuracy(result: ReportedPairedAccuracy): ConvertedPairedAccuracy {
  const { kind, n11, n10, n01, n00 } = result
  const unknown = {
    kind,
    conditionalLogOR: null,
    conditionalVariance: null,
    marginalLogOR: null,
    marginalVariance: null,
    corrected: false,
  }
  if (n11 === null || n10 === null || n01 === null || n00 === null) return unknown
  checkCells(n11, n10, n01, n00)
  if (n11 + n10 + n01 + n00 === 0) return unknown
  const half = halfWhenEmpty(n11, n10, n01, n00)
  const onlyFirst = n10 + half
  const onlySecond = n01 + half
  const n = n11 + n10 + n01 + n00 + 4 * half
  const right1 = n11 + n10 + 2 * half
  const right2 = n11 + n01 + 2 * half
  const wrong1 = n - right1
  const wrong2 = n - right2
  // n^2 times the variance of the difference (first right) - (second right) of one question.
  const discordance = n * (onlyFirst + onlySecond) - (onlyFirst - onlySecond) * (onlyFirst - onlySecond)
  return {
    kind,
    conditionalLogOR: Math.log(onlyFirst / onlySecond),
    conditionalVariance: 1 / onlyFirst + 1 / onlySecond,
    marginalLogOR: Math.log(right1 / wrong1) - Math.log(right2 / wrong2),
    marginalVariance: (discordance * n) / (right1 * wrong1 * right2 * wrong2),
    corrected: half > 0,
  }
}

function fromStandardisedDifference(result: ReportedStandardisedDifference): ConvertedStandardisedDifference {
  const { kind, d, varD } = result
  if (varD !== null) checkNotNegative('varD', varD)
  return {
    kind,
    logOR: d === null ? null : (d * Math.PI) / Math.sqrt(3),
    variance: varD === null ? null : (varD * Math.PI * Math.PI) / 3,
  }
}

function fromInterval(result: ReportedInterval): ConvertedInterval {
  const { kind, lower, upper } = result
  const level = result.level ?? 0.95
  checkLevel(level)
  if (lower === null || upper === null || !Number.isFinite(lower) || !Number.isFinite(upper)) {
    return { kind, estimate: null, se: null }
  }
  if (!(lower <= upper)) throw new RangeError(`lower must not lie above upper: ${lower} and ${upper}`)
  return {
    kind,
    estimate: 0.5 * (lower + upper),
    se: (upper - lower) / (2 * normalQuantile((1 + level) / 2)),
  }
}

/** What is added to every cell of a table: a half when one of them is empty. */
function halfWhenEmpty(...cells: readonly number[]): 0 | 0.5 {
  return cells.includes(0) ? 0.5 : 0
}

function checkCells(...cells: readonly number[]): void {
  for (const cell of cells) checkNotNegative('every cell of the table', cell)
}

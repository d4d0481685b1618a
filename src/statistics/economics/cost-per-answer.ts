import { checkNotNegative, checkSameLength } from '../argument.ts'
import { type TwoWayError, twoWayError } from '../crossed/two-way-error.ts'
import type { Interval } from '../interval.ts'

/** What each answer used; one entry per answer, NaN where missing. */
export interface AnswerUsage {
  /** Tokens read, cached ones included. */
  readonly inputTokens: ArrayLike<number>
  /** Tokens written, hidden reasoning included. */
  readonly outputTokens: ArrayLike<number>
  /** Input tokens that were read from a cache; none when left out. */
  readonly cachedTokens?: ArrayLike<number>
  /** Searches or other calls that are paid one by one; none when left out. */
  readonly searches?: ArrayLike<number>
}

/** Prices in one currency; they carry a date and a source where they are kept. */
export interface TokenPrices {
  /** Per million tokens. */
  readonly inputPerMTok: number
  readonly outputPerMTok: number
  /** The price of input when left out or null: no discount. */
  readonly cachedPerMTok?: number | null
  /** 0 when left out or null. */
  readonly perSearch?: number | null
}

export interface CostPerAnswer {
  /** Cost of each answer; null where its usage is not known. */
  readonly costs: readonly (number | null)[]
  /** Answers with a known cost. */
  readonly n: number
  readonly mean: number | null
  /** Null with fewer than two answers. */
  readonly se: number | null
  /** t interval on n - 1; null when `se` is null or 0. */
  readonly ci: Interval | null
  /** Mean cost of 1,000 answers. */
  readonly per1000: number | null
}

/**
 * Cost of answers from their token counts:
 * ((input - cached) x input price + cached x cached price + output x output price)/10^6 + searches x search price,
 * with the mean and its t interval over answers.
 *
 * An answer without a count, or with more cached tokens than input tokens, has no cost and is left out of the
 * mean. Costs are skewed: with few answers show the bootstrap interval beside it, and compare two systems on the
 * paired log ratio (`costRatio`).
 *
 * @method econ.cost_per_answer
 * @question What does one answer cost?
 * @standing descriptive
 * @source arithmetic; Student 1908
 * @pinned Python 3.11 numpy 1.24.2, scipy 1.10.1: mean, std(ddof=1)/sqrt(n), t.ppf
 */
export function costPerAnswer(usage: AnswerUsage, prices: TokenPrices, level = 0.95): CostPerAnswer {
  const answers = usage.inputTokens.length
  checkSameLength('outputTokens', usage.outputTokens.length, answers)
  if (usage.cachedTokens !== undefined) checkSameLength('cachedTokens', usage.cachedTokens.length, answers)
  if (usage.searches !== undefined) checkSameLength('searches', usage.searches.length, answers)
  const { inputPerMTok, outputPerMTok } = prices
  const cachedPerMTok = prices.cachedPerMTok ?? inputPerMTok
  const perSearch = prices.perSearch ?? 0
  checkNotNegative('inputPerMTok', inputPerMTok)
  checkNotNegative('outputPerMTok', outputPerMTok)
  checkNotNegative('cachedPerMTok', cachedPerMTok)
  checkNotNegative('perSearch', perSearch)
  const costs = new Float64Array(answers)
  for (let answer = 0; answer < answers; answer++) {
    const cached = countAt('cachedTokens', usage.cachedTokens, answer)
    const fresh = countAt('inputTokens', usage.inputTokens, answer) - cached
    const written = countAt('outputTokens', usage.outputTokens, answer)
    const tokens = fresh * inputPerMTok + cached * cachedPerMTok + written * outputPerMTok
    const cost = tokens / 1e6 + countAt('searches', usage.searches, answer) * perSearch
    costs[answer] = fresh < 0 ? Number.NaN : cost
  }
  const { n, estimate, seTwoWay, ci } = meanOfRows(
    costs.filter((cost) => !Number.isNaN(cost)),
    level,
  )
  return {
    costs: Array.from(costs, (cost) => (Number.isNaN(cost) ? null : cost)),
    n,
    mean: estimate,
    se: seTwoWay,
    ci,
    per1000: estimate === null ? null : 1000 * estimate,
  }
}

/** Mean of independent rows with its t interval: every row is its own cluster. */
export function meanOfRows(values: Float64Array, level: number): TwoWayError {
  return twoWayError(
    values,
    Int32Array.from(values, (_, row) => row),
    null,
    { level },
  )
}

/** A count that may be missing (NaN); 0 where the column is left out. */
function countAt(name: string, column: ArrayLike<number> | undefined, answer: number): number {
  if (column === undefined) return 0
  const count = column[answer]!
  if (!Number.isNaN(count)) checkNotNegative(name, count)
  return count
}

import { checkFinite } from '../argument.ts'
import { compensatedSum, mean } from '../moments.ts'

export interface WorstAtK {
  /** Expected worst score of k answers, averaged over questions; null without a question of k answers. */
  readonly value: number | null
  /** Questions with at least k answers. */
  readonly n: number
  /** One value per question, null with fewer than k answers: what a bootstrap over questions resamples. */
  readonly perQuestion: readonly (number | null)[]
}

/**
 * Worst of k: how bad the worst answer is when the same question is asked k times.
 *
 * For a question with n sampled answers in ascending order s(1), ..., s(n) this is the mean, over all subsets of k
 * answers, of their smallest score,
 *
 *   sum over j of s(j) C(n - j, k - 1) / C(n, k),
 *
 * without bias for k fresh answers. k = 1 is the mean score. Questions with fewer than k answers are left out, so
 * values for different k may speak of different questions: look at n. For an interval, resample questions.
 *
 * The weights are built as products of ratios, so that they neither overflow nor lose digits for any n.
 *
 * @param scores per question the scores of its answers, any finite numbers; null is a missing score and dropped
 * @param k a whole number of at least 1
 *
 * @method rubric.worst_at_k
 * @question How bad is the worst answer if the same question is asked several times?
 * @standing default
 * @source Arora et al. 2025 (HealthBench)
 * @pinned Python: mean of min over itertools.combinations(scores, k)
 */
export function worstAtK(scores: readonly (readonly (number | null)[])[], k: number): WorstAtK {
  if (!(Number.isSafeInteger(k) && k >= 1)) {
    throw new RangeError(`k must be a whole number of at least 1, not ${k}`)
  }
  const perQuestion = scores.map((answers) => {
    const given = Float64Array.from(answers.filter((score) => score !== null))
    for (const score of given) checkFinite('score', score)
    return expectedMinimum(given.sort(), k)
  })
  const defined = perQuestion.filter((value) => value !== null)
  return { value: mean(defined), n: defined.length, perQuestion }
}

function expectedMinimum(ascending: Float64Array, k: number): number | null {
  const n = ascending.length
  if (n < k) return null
  const terms = new Float64Array(n - k + 1)
  // C(n - 1, k - 1) / C(n, k) = k/n; from rank j to j + 1, C(n - j, k - 1) shrinks by (n - j - k + 1)/(n - j).
  let weight = k / n
  for (let j = 1; j <= n - k + 1; j++) {
    terms[j - 1] = weight * ascending[j - 1]!
    weight *= (n - j - k + 1) / (n - j)
  }
  return compensatedSum(terms)
}

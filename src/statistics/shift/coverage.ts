import { checkNotNegative, checkSameLength } from '../argument.ts'

export interface Coverage {
  /** Sum of the smaller shares, 0 (disjoint) to 1 (the same mix); null when either side is empty. */
  readonly coverage: number | null
  /** Total variation distance, 1 - coverage. */
  readonly tvd: number | null
  /** min(benchmark share, practice share) per stratum; they sum to the coverage. */
  readonly contributions: readonly number[] | null
  /** Share of practice in strata without any benchmark item. */
  readonly uncoveredPracticeShare: number | null
}

/**
 * How much of clinical practice a benchmark covers: the sum over strata of min(b, p) for the benchmark shares b and
 * the practice shares p, which is 1 less the total variation distance of the two mixes.
 *
 * Finer strata give a lower coverage, so compare only at one coding. A small benchmark falls short by chance
 * too; see `coverageInterval`. Either side empty, or all 0: null.
 *
 * @param benchmark counts or shares, not negative, one per stratum
 * @param practice counts or shares of the same strata; the two sides are scaled on their own
 *
 * @method shift.coverage
 * @question How much of what clinicians ask does this benchmark ask?
 * @standing descriptive
 * @source Levin, Peres and Wilmer 2009 (total variation distance)
 * @pinned Python 3.11 numpy 1.24.2: np.minimum(b / b.sum(), p / p.sum()).sum()
 */
export function coverage(benchmark: ArrayLike<number>, practice: ArrayLike<number>): Coverage {
  checkSameLength('practice', practice.length, benchmark.length)
  const benchmarkTotal = totalOf('benchmark', benchmark)
  const practiceTotal = totalOf('practice', practice)
  if (benchmarkTotal === 0 || practiceTotal === 0) {
    return { coverage: null, tvd: null, contributions: null, uncoveredPracticeShare: null }
  }
  const contributions: number[] = []
  let covered = 0
  let distance = 0
  let uncovered = 0
  for (let stratum = 0; stratum < benchmark.length; stratum++) {
    const share = benchmark[stratum]! / benchmarkTotal
    const wanted = practice[stratum]! / practiceTotal
    const contribution = Math.min(share, wanted)
    contributions.push(contribution)
    covered += contribution
    distance += 0.5 * Math.abs(share - wanted)
    if (share === 0) uncovered += wanted
  }
  return { coverage: covered, tvd: distance, contributions, uncoveredPracticeShare: uncovered }
}

/** Sum of counts or shares; throws for a negative or infinite one. */
export function totalOf(name: string, counts: ArrayLike<number>): number {
  let total = 0
  for (let stratum = 0; stratum < counts.length; stratum++) {
    const count = counts[stratum]!
    checkNotNegative(name, count)
    total += count
  }
  return total
}

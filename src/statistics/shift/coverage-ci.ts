import { checkCount, checkLevel } from '../argument.ts'
import { bootstrapIntervals } from '../bootstrap/intervals.ts'
import type { Interval } from '../interval.ts'
import { binomialDraw } from '../random/binomial-draw.ts'
import { createGenerator, type Generator } from '../random/generator.ts'
import { coverage, totalOf } from './coverage.ts'

export interface CoverageSource {
  /** Benchmark items per stratum, whole numbers. */
  readonly benchmark: ArrayLike<number>
  /** Questions of practice per stratum, whole numbers; shares too when practice is fixed. */
  readonly practice: ArrayLike<number>
  /** Practice is known and not a sample: only the benchmark is redrawn. False when left out. */
  readonly practiceFixed?: boolean
  /** 0 when left out. */
  readonly seed?: number
}

export interface CoverageOptions {
  /** 10,000 when left out. */
  readonly resamples?: number
  /** 0.95 when left out. */
  readonly level?: number
}

export interface CoverageInterval {
  /** The coverage of the data. */
  readonly coverage: number | null
  /** Standard deviation of the replicates. */
  readonly se: number | null
  /** Percentile interval, quantile type 7. */
  readonly percentile: Interval | null
  /** Mean of the replicates; below `coverage` by about as much as that is too low itself. */
  readonly bootstrapMean: number | null
  /** All replicates are equal, as with one stratum: no variation is shown, which is not certainty. */
  readonly degenerate: boolean
}

/**
 * Bootstrap of the coverage of `coverage`: the items of the benchmark, and the questions of practice unless
 * `practiceFixed`, are redrawn with replacement (multinomial counts). The plug-in estimate is biased downwards
 * for a small benchmark, and `bootstrapMean` shows by how much. An empty side gives nulls; so does a side that is
 * to be redrawn but has a single item, or is given as shares, whose sample size is not known.
 *
 * Replicate b has its own stream of random numbers, so the result does not depend on how replicates are split;
 * see `coverageReplicates` and `summariseCoverage`.
 *
 * @method shift.coverage_ci
 * @question How sure is the coverage of practice by a benchmark of this size?
 * @standing descriptive
 * @source Efron and Tibshirani 1993
 * @pinned Python 3.11 numpy 1.24.2: Generator.multinomial, np.quantile (40,000 replicates and more)
 */
export function coverageInterval(source: CoverageSource, options: CoverageOptions = {}): CoverageInterval {
  const resamples = options.resamples ?? 10_000
  if (!(Number.isSafeInteger(resamples) && resamples >= 1)) {
    throw new RangeError(`resamples must be a whole number of at least 1, not ${resamples}`)
  }
  const replicates = canRedraw(source) ? coverageReplicates(source, 0, resamples) : new Float64Array(0)
  return summariseCoverage(source, replicates, options.level)
}

/** Replicates `from` to `to - 1` of the coverage; neither side may be empty. */
export function coverageReplicates(source: CoverageSource, from: number, to: number): Float64Array {
  checkCount('from', from)
  checkCount('to', to)
  checkWhole('benchmark', source.benchmark)
  const practiceFixed = source.practiceFixed ?? false
  if (!practiceFixed) checkWhole('practice', source.practice)
  const strata = source.benchmark.length
  const benchmark = new Float64Array(strata)
  const practice = Float64Array.from(source.practice)
  const benchmarkTotal = totalOf('benchmark', source.benchmark)
  const practiceTotal = totalOf('practice', source.practice)
  const replicates = new Float64Array(Math.max(0, to - from))
  const generator = createGenerator(source.seed ?? 0, 'coverage')
  for (let replicate = from; replicate < to; replicate++) {
    generator.restart(replicate)
    redraw(generator, source.benchmark, benchmarkTotal, benchmark)
    if (!practiceFixed) redraw(generator, source.practice, practiceTotal, practice)
    let covered = 0
    for (let stratum = 0; stratum < strata; stratum++) {
      covered += Math.min(benchmark[stratum]! / benchmarkTotal, practice[stratum]! / practiceTotal)
    }
    replicates[replicate - from] = covered
  }
  return replicates
}

/** The result from all replicates, laid out as `coverageReplicates` gives them. */
export function summariseCoverage(
  source: CoverageSource,
  replicates: Float64Array,
  level = 0.95,
): CoverageInterval {
  checkLevel(level)
  const estimate = coverage(source.benchmark, source.practice).coverage
  if (estimate === null || replicates.length === 0) {
    return { coverage: estimate, se: null, percentile: null, bootstrapMean: null, degenerate: false }
  }
  const { se, percentile, degenerate } = bootstrapIntervals(estimate, replicates, null, level)
  const bootstrapMean = replicates.reduce((sum, value) => sum + value, 0) / replicates.length
  return { coverage: estimate, se, percentile, bootstrapMean, degenerate }
}

/** A side that is redrawn must be counted in whole items, and a single item says nothing about variation. */
function canRedraw({ benchmark, practice, practiceFixed }: CoverageSource): boolean {
  const counted = (counts: ArrayLike<number>, total: number) =>
    total > 1 && Array.from(counts).every((count) => Number.isSafeInteger(count))
  const practiceTotal = totalOf('practice', practice)
  if (!counted(benchmark, totalOf('benchmark', benchmark))) return false
  return practiceFixed === true ? practiceTotal > 0 : counted(practice, practiceTotal)
}

/** Multinomial counts with the total and the shares of `counts`: one binomial draw per stratum out of the rest. */
function redraw(generator: Generator, counts: ArrayLike<number>, total: number, drawn: Float64Array): void {
  let itemsLeft = total
  let countsLeft = total
  for (let stratum = 0; stratum < counts.length; stratum++) {
    const count = counts[stratum]!
    const taken = count === 0 ? 0 : binomialDraw(generator, itemsLeft, count / countsLeft)
    drawn[stratum] = taken
    itemsLeft -= taken
    countsLeft -= count
  }
}

function checkWhole(name: string, counts: ArrayLike<number>): void {
  for (let stratum = 0; stratum < counts.length; stratum++) checkCount(`${name} ${stratum}`, counts[stratum]!)
}

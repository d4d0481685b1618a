import type { MeasuredStudy } from './measures.ts'
import { type PracticeCorrelation, practiceCorrelations } from './practice-correlations.ts'
import { type PracticeTable, practiceTable } from './practice-table.ts'
import { withSameArms } from './same-arms.ts'

/** Benchmarks and practice beside each other: the page, the terminal and the JSON tell it. */
export interface Practice {
  readonly table: PracticeTable
  readonly correlations: readonly PracticeCorrelation[]
  readonly seed: number
  readonly resamples: number
}

/** Fixed, so that the same files give the same bytes. */
const seed = 1
const resamples = 10_000

/**
 * @param same which arms are the same under other ids, as `withSameArms` reads them
 * @throws ProblemError those of `withSameArms` and `practiceTable`
 */
export function practice(studies: readonly MeasuredStudy[], same: readonly string[]): Practice {
  const table = practiceTable(withSameArms(studies, same))
  return { table, correlations: practiceCorrelations(table, { seed, resamples }), seed, resamples }
}

import { type ColumnSource, columnReplicates } from '../statistics/bootstrap/cluster-replicates.ts'

/** One bootstrap: cluster sums with the names of its random numbers, and how often to resample. */
export interface ReplicateJob {
  readonly source: ColumnSource & {
    readonly seed: number
    readonly stream: readonly string[]
  }
  readonly resamples: number
}

/**
 * Computes the replicates of bootstraps, each as `columnReplicates` gives them for all resamples. Where the work is
 * done is the caller's choice; the numbers are the same everywhere.
 *
 * @param onProgress called now and then with what is done of the whole
 */
export type ComputeReplicates = (
  jobs: readonly ReplicateJob[],
  onProgress: (done: number, total: number) => void,
) => Promise<Float64Array[]>

/** Computes them at once in this thread. */
export const replicatesHere: ComputeReplicates = async (jobs, onProgress) =>
  jobs.map(({ source, resamples }, index) => {
    const replicates = columnReplicates(source, 0, resamples)
    onProgress(index + 1, jobs.length)
    return replicates
  })

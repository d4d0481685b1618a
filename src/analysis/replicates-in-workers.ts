import { runInWorkers, stretches } from '../workers/run-in-workers.ts'
import { type Piece, task } from './bootstrap-task.ts'
import type { ComputeReplicates, ReplicateJob } from './compute-replicates.ts'

/** Rough nanoseconds of a draw, and of one cluster that holds something of a statistic, in a resample. */
const drawCost = 4
const entryCost = 0.5
/** Threads take some tenths of a second to start: work below this many nanoseconds stays in this one. */
const worthThreads = 8e8
/** About how long a piece lasts at most, in nanoseconds, so that progress moves and an interruption is heard. */
const pieceCost = 2e8
const piecesPerWorker = 4

export interface BootstrapWorkers {
  /** Number of threads; 1 stays in this one. */
  readonly workers: number
  /** Rough nanoseconds from which threads are started; for tests. */
  readonly worthThreads?: number
}

/** Computes replicates on worker threads where there is enough to do. */
export function replicatesInWorkers(options: BootstrapWorkers): ComputeReplicates {
  return async (jobs, onProgress) => {
    const whole = jobs.reduce((sum, job) => sum + costOf(job), 0)
    const workers = whole < (options.worthThreads ?? worthThreads) ? 1 : options.workers
    const share = Math.min(pieceCost, whole / (piecesPerWorker * workers))
    const pieces = jobs.flatMap((job, index) =>
      stretches(job.resamples, Math.ceil(costOf(job) / share)).map(({ from, to }) => ({
        index,
        job,
        from,
        to,
      })),
    )
    const parts = await runInWorkers(
      task,
      pieces.map(
        ({ job, from, to }): Piece => ({
          source: { ...job.source, stream: [...job.source.stream] },
          from,
          to,
        }),
      ),
      { workers, onProgress },
    )
    const replicates = jobs.map((job) => new Float64Array(statisticsOf(job) * job.resamples))
    pieces.forEach(({ index, job, from, to }, piece) => {
      const part = parts[piece]
      for (let statistic = 0; statistic < statisticsOf(job); statistic += 1) {
        const own = part?.subarray(statistic * (to - from), (statistic + 1) * (to - from)) ?? []
        replicates[index]?.set(own, statistic * job.resamples + from)
      }
    })
    return replicates
  }
}

function costOf({ source, resamples }: ReplicateJob): number {
  return resamples * (source.clusters * drawCost + source.columns.cluster.length * entryCost)
}

function statisticsOf({ source }: ReplicateJob): number {
  return source.columns.starts.length - 1
}

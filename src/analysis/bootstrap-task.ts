import { z } from 'zod'
import { clusterReplicates } from '../statistics/bootstrap/cluster-replicates.ts'
import { runInWorkers, stretches } from '../workers/run-in-workers.ts'
import type { WorkerTask } from '../workers/worker-task.ts'
import type { ComputeReplicates, ReplicateJob } from './compute-replicates.ts'

const floats = z.custom<Float64Array>((value) => value instanceof Float64Array)

const pieceSchema = z.object({
  source: z.object({
    numeratorSums: floats,
    denominatorSums: floats,
    clusters: z.int(),
    statistics: z.int(),
    seed: z.number(),
    stream: z.array(z.string()),
  }),
  from: z.int(),
  to: z.int(),
})

type Piece = z.infer<typeof pieceSchema>

/** The resamples `from` to `to - 1` of one bootstrap. */
export const task: WorkerTask<Piece, Float64Array> = {
  module: import.meta.url,
  input: pieceSchema,
  output: floats,
  run: ({ source, from, to }) => clusterReplicates(source, from, to),
}

/** Rough nanoseconds of a draw, and of one cluster of one statistic in a resample. */
const drawCost = 4
const entryCost = 0.5
/** Threads take some 50 ms each to start: work below this many nanoseconds stays in this one. */
const worthThreads = 3e8
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
    const replicates = jobs.map((job) => new Float64Array(job.source.statistics * job.resamples))
    pieces.forEach(({ index, job, from, to }, piece) => {
      const part = parts[piece]
      for (let statistic = 0; statistic < job.source.statistics; statistic += 1) {
        const own = part?.subarray(statistic * (to - from), (statistic + 1) * (to - from)) ?? []
        replicates[index]?.set(own, statistic * job.resamples + from)
      }
    })
    return replicates
  }
}

function costOf({ source, resamples }: ReplicateJob): number {
  return resamples * source.clusters * (drawCost + entryCost * source.statistics)
}

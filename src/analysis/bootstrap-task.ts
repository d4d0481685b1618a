import { z } from 'zod'
import { columnReplicates } from '../statistics/bootstrap/cluster-replicates.ts'
import type { WorkerTask } from '../workers/worker-task.ts'

const floats = z.custom<Float64Array>((value) => value instanceof Float64Array)
const ints = z.custom<Int32Array>((value) => value instanceof Int32Array)

const pieceSchema = z.object({
  source: z.object({
    columns: z.object({
      starts: ints,
      cluster: ints,
      numerator: floats,
      denominator: floats,
      packed: floats.nullable(),
    }),
    clusters: z.int(),
    seed: z.number(),
    stream: z.array(z.string()),
  }),
  from: z.int(),
  to: z.int(),
})

export type Piece = z.infer<typeof pieceSchema>

/**
 * The resamples `from` to `to - 1` of one bootstrap. The module is all that a thread loads, so it imports little.
 */
export const task: WorkerTask<Piece, Float64Array> = {
  module: import.meta.url,
  input: pieceSchema,
  output: floats,
  run: ({ source, from, to }) => columnReplicates(source, from, to),
}

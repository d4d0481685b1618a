import { z } from 'zod'
import type { WorkerTask } from '../worker-task.ts'

const input = z.object({
  from: z.int(),
  to: z.int(),
  values: z.custom<Float64Array>((value) => value instanceof Float64Array),
})

/** Sums a stretch of numbers; a negative start is a fault. */
export const task: WorkerTask<z.infer<typeof input>, number> = {
  module: import.meta.url,
  input,
  output: z.number(),
  run({ from, to, values }) {
    if (from < 0) throw new RangeError('from must be at least 0')
    return values.subarray(from, to).reduce((sum, value) => sum + value, 0)
  },
}

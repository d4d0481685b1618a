import { z } from 'zod'
import type { WorkerTask } from '../src/workers/worker-task.ts'
import { findStudy } from './all-studies.ts'
import { runTrials, type Tally, tallySchema } from './tally.ts'

const inputSchema = z.object({ study: z.string(), design: z.string(), from: z.int(), to: z.int() })

/** A stretch of the trials of one design, as a worker runs it. */
export const task: WorkerTask<z.infer<typeof inputSchema>, Tally[]> = {
  module: import.meta.url,
  input: inputSchema,
  output: z.array(tallySchema),
  run({ study: studyId, design: designId, from, to }) {
    const study = findStudy(studyId)
    const design = study.designs.find(({ id }) => id === designId)
    if (design === undefined || !('prepare' in design))
      throw new RangeError(`no simulated design ${designId}`)
    return runTrials(studyId, design, study.measures.length, from, to)
  },
}

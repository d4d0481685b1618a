import { z } from 'zod'
import { runTaskModule } from './worker-task.ts'

const messageSchema = z.object({ module: z.string(), input: z.unknown() })

/** What every worker thread runs for every piece it is given. */
export default async function runPiece(message: unknown): Promise<unknown> {
  const { module, input } = messageSchema.parse(message)
  return runTaskModule(module, input)
}

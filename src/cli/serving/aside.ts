import { Worker } from 'node:worker_threads'
import { z } from 'zod'
import type { StudyFolder } from '../study-folder.ts'

/** What is made of a whole study: minutes of computing where it is large. */
export type AsideTask = 'report' | 'economics'

/** A source runs as TypeScript, a build as JavaScript; the thread's entry has the same ending as this file. */
const entry = new URL(`./aside-entry${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url)

const replySchema = z.discriminatedUnion('done', [
  z.strictObject({ done: z.literal(true), value: z.unknown() }),
  z.strictObject({ done: z.literal(false), words: z.string() }),
])

/**
 * Makes something of a study in a thread of its own, so that a server goes on answering. The thread opens the study by its folder.
 *
 * @throws Error with the words of what went wrong there.
 */
export function runAside(task: AsideTask, { path }: StudyFolder): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(entry, { workerData: { task, path } })
    worker.once('message', (message: unknown) => {
      const reply = replySchema.parse(message)
      if (reply.done) resolve(reply.value)
      else reject(new Error(reply.words))
    })
    worker.once('error', reject)
    worker.once('exit', (code) => reject(new Error(`the thread ended without a result (${code})`)))
    // A server that stops does not wait for it.
    worker.unref()
  })
}

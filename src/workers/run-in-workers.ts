import { availableParallelism } from 'node:os'
import { setImmediate } from 'node:timers/promises'
import { Tinypool } from 'tinypool'
import type { WorkerTask } from './worker-task.ts'

export interface WorkersOptions {
  /** Number of threads; with 1 everything runs in this one. The processor's cores when left out. */
  readonly workers?: number
  /** Called after each finished piece. */
  readonly onProgress?: (done: number, total: number) => void
}

/** A source runs as TypeScript, a build as JavaScript; the worker's entry has the same ending as this file. */
const entry = new URL(`./worker-entry${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url)

/**
 * Runs the pieces of a task on worker threads. The results are in the order of the inputs, and the same for any
 * number of workers as long as a piece depends on its input alone. A failing piece rejects the whole and stops the
 * workers.
 */
export async function runInWorkers<Input, Output>(
  task: WorkerTask<Input, Output>,
  inputs: readonly Input[],
  options: WorkersOptions = {},
): Promise<Output[]> {
  const workers = Math.min(options.workers ?? availableParallelism(), inputs.length)
  let done = 0
  const finished = () => {
    done += 1
    options.onProgress?.(done, inputs.length)
  }
  if (workers <= 1) {
    const outputs: Output[] = []
    for (const input of inputs) {
      outputs.push(task.run(input))
      finished()
      // Lets an interruption and a progress bar have their turn between pieces.
      await setImmediate()
    }
    return outputs
  }
  const pool = new Tinypool({ filename: entry.href, minThreads: workers, maxThreads: workers })
  try {
    return await Promise.all(
      inputs.map(async (input) => {
        const output: unknown = await pool.run({ module: task.module, input })
        finished()
        return task.output.parse(output)
      }),
    )
  } finally {
    await pool.destroy()
  }
}

/** Cuts `from` 0 `to` total into at most `pieces` stretches of nearly the same length. */
export function stretches(total: number, pieces: number): { readonly from: number; readonly to: number }[] {
  const count = Math.max(1, Math.min(pieces, total))
  return Array.from({ length: count }, (_, piece) => ({
    from: Math.floor((piece * total) / count),
    to: Math.floor(((piece + 1) * total) / count),
  })).filter(({ from, to }) => to > from)
}

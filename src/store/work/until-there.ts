import { setTimeout as sleep } from 'node:timers/promises'
import { ProblemError } from '../../problem.ts'

/** A server that restarts is back in less. */
const patienceMilliseconds = 120_000
const pauseMilliseconds = 500

/** Whether the database went away, and may come back. */
export function isGone(error: unknown): boolean {
  return (
    error instanceof ProblemError &&
    error.problems.every(({ code }) => code === 'STORE_GONE' || code === 'STORE_BUSY')
  )
}

/**
 * Takes a step against the database, again where the database went away meanwhile, for up to two minutes. The step is told
 * whether it was tried before: then it may have been done without our being told.
 */
export async function untilThere<Result>(step: (again: boolean) => Promise<Result>): Promise<Result> {
  const begun = performance.now()
  for (let again = false; ; again = true) {
    try {
      return await step(again)
    } catch (error) {
      if (!isGone(error) || performance.now() - begun > patienceMilliseconds) throw error
      await sleep(pauseMilliseconds)
    }
  }
}

import { ProblemError, problemSentence } from '../../problem.ts'

/** What went wrong, for who runs a server. What a problem found may be a reply that repeats what was asked, so it is not noted. */
export function faultWords(error: unknown): string {
  if (error instanceof ProblemError)
    return error.problems.map((found) => problemSentence({ ...found, value: null })).join(' ')
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

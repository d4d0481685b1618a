import { type Problem, ProblemError, problemSentence } from '../problem.ts'
import { logEvent } from '../telemetry/log.ts'
import type { Terminal } from './terminal.ts'
import { diskProblem } from './unwritable.ts'
import { oneLine } from './visible-text.ts'

export const exitCodes = {
  done: 0,
  problem: 1,
  usage: 2,
  needsJudging: 3,
  interrupted: 130,
  terminated: 143,
} as const

/** The exit code of a collection that has ended: interrupted, without all it was to bring, or done. */
export function exitCodeOf(stopped: 'complete' | 'budget' | 'interrupted', missing: number): number {
  if (stopped === 'interrupted') return exitCodes.interrupted
  return stopped === 'complete' && missing === 0 ? exitCodes.done : exitCodes.problem
}

const problemsShown = 20

/** What a command gives back: the data of `--json`, and the lines a person reads. */
export interface CommandResult {
  readonly json: Readonly<Record<string, unknown>>
  readonly lines: readonly string[]
  /** A problem found that is no failure of the command: it finished, and says so by its exit code. */
  readonly exitCode?: number
  /** Whether `--json` prints the data on a single line, for results that programs read line by line. */
  readonly jsonOnOneLine?: boolean
}

/**
 * Runs a command and prints its result or its problems.
 *
 * @returns The exit code: 0 done, 1 a problem in the data, 2 wrong usage that only the command itself could tell.
 */
export async function runCommand(
  terminal: Terminal,
  options: { readonly json?: boolean | undefined },
  command: () => Promise<CommandResult>,
): Promise<number> {
  try {
    const result = await command()
    terminal.endProgress()
    if (options.json) terminal.out(JSON.stringify(result.json, null, result.jsonOnOneLine ? 0 : 2))
    else for (const line of result.lines) terminal.out(oneLine(line))
    return result.exitCode ?? exitCodes.done
  } catch (thrown) {
    terminal.endProgress()
    // Loaded only now: most commands end without it.
    const { strayProblem } = await import('../store/stray-problem.ts')
    const error = strayProblem(diskProblem(thrown))
    if (!(error instanceof ProblemError)) throw error
    logEvent({ event: 'problem', codes: error.problems.map(({ code }) => code) })
    if (options.json) printProblemsAsJson(terminal, error.problems)
    else printProblems(terminal, error.problems)
    const isUsage = error.problems.every(({ code }) => code.startsWith('USAGE_'))
    return isUsage ? exitCodes.usage : exitCodes.problem
  }
}

/** Problems as `--json` prints them, whatever found them. */
export function printProblemsAsJson(terminal: Terminal, problems: readonly Problem[]): void {
  terminal.out(JSON.stringify({ problems }, null, 2))
}

function printProblems(terminal: Terminal, problems: readonly Problem[]): void {
  for (const found of problems.slice(0, problemsShown)) terminal.note(oneLine(problemSentence(found)))
  const more = problems.length - problemsShown
  if (more > 0) terminal.note(`and ${more} more; --json prints all of them.`)
}

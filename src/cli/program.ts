import { Command, CommanderError, Option } from 'commander'
import { logTo } from '../telemetry/log.ts'
import { addAnswerCommands } from './answer-commands.ts'
import { addCodingCommands } from './coding-commands.ts'
import type { Run } from './command-parts.ts'
import { addErasureCommands } from './erasure-commands.ts'
import { addLearningCommands } from './learning-commands.ts'
import { guardOptions } from './option-guards.ts'
import { addRecoveryCommands } from './recovery-commands.ts'
import { addResultCommands } from './result-commands.ts'
import { addReviewCommands } from './review-commands.ts'
import { exitCodes, printProblemsAsJson, runCommand } from './run-command.ts'
import { addSearchCommands } from './search-commands.ts'
import { addStoreCommands } from './store-commands.ts'
import { addStudyCommands } from './study-commands.ts'
import { legibleTerminal, type Terminal } from './terminal.ts'
import { addTrialCommands } from './trial-commands.ts'
import { usageProblem } from './usage-problem.ts'
import { softwareVersion } from './version.ts'
import { watchedCommand } from './watched-command.ts'
import { addWorkerCommands } from './worker-commands.ts'

/** Runs a command line (without the names of program and script) and gives its exit code. */
export async function runProgram(given: readonly string[], screen: Terminal): Promise<number> {
  const terminal = legibleTerminal(screen)
  let exitCode: number = exitCodes.done
  // A command line that cannot be read has no options yet, so the word itself decides.
  const json = given.some((word) => /^--json(?:=|$)/.test(word))
  let name = 'unknown'
  const run: Run = async (asJson, command) => {
    const asked = () => runCommand(terminal, { json: asJson }, command)
    exitCode = await watchedCommand(name, asked).catch((error: unknown) =>
      runCommand(terminal, { json: asJson }, () => Promise.reject(error)),
    )
  }
  const program = createProgram(terminal, run, json ? () => {} : undefined)
  program.hook('preAction', (_, action) => {
    name = nameOf(action)
    if (program.opts<{ logFormat?: string }>().logFormat === 'json')
      logTo((line) => process.stderr.write(`${line}\n`))
  })
  try {
    await program.parseAsync(given, { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.exitCode === 0) return exitCodes.done
    if (json) printProblemsAsJson(terminal, [usageProblem(error)])
    return exitCodes.usage
  }
  return exitCode
}

/** Its words as they are typed, `review open`; names of ours, nothing that was given. */
function nameOf(command: Command): string {
  const words: string[] = []
  for (let one: Command | null = command; one?.parent; one = one.parent) words.unshift(one.name())
  return words.join(' ')
}

/**
 * The commands of equipoise. Each loads its own code when it runs, so that help and short commands start fast.
 * `docs/reference/commands.md` lists the same commands; a test compares them.
 *
 * @param complain Takes what is said of wrong usage.
 */
export function createProgram(
  terminal: Terminal,
  run: Run,
  complain: (text: string) => void = (text) => terminal.note(text),
): Command {
  const program = new Command('equipoise')
    .description('Head-to-head trials of clinical AI: from blinded marks to a verdict in words.')
    .version(softwareVersion)
    .exitOverride()
    .addOption(
      new Option('--log-format <format>', 'what is told of the run: words, or a line of JSON for each event')
        .choices(['text', 'json'])
        .env('EQUIPOISE_LOG_FORMAT'),
    )
    .showHelpAfterError('(add --help for how it is used)')
    .configureOutput({
      writeOut: (text) => terminal.out(text.trimEnd()),
      writeErr: (text) => complain(text.trimEnd()),
    })
    .addHelpText(
      'after',
      `
The road: new, power, lock, run or import, mark, analyse. With reviewers: review, invite, serve, unblind.
Exit codes: 0 done, 1 a problem in the data, 2 wrong usage.
Environment: DATABASE_URL=postgres://... uses a server of your own instead of the study's embedded one;
OTEL_EXPORTER_OTLP_ENDPOINT=http://... sends traces and measures there (OpenTelemetry).`,
    )

  addStudyCommands(program, terminal, run)
  addAnswerCommands(program, terminal, run)
  addResultCommands(program, terminal, run)
  addSearchCommands(program, terminal, run)
  addLearningCommands(program, terminal, run)
  addReviewCommands(program, terminal, run)
  addTrialCommands(program, terminal, run)
  addCodingCommands(program, terminal, run)
  addErasureCommands(program, terminal, run)
  addStoreCommands(program, terminal, run)
  addWorkerCommands(program, terminal, run)
  addRecoveryCommands(program, terminal, run)
  program.commands.forEach(guardOptions)
  return program
}

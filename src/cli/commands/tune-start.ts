import type { RunState } from '../../learning/tuning/hosted/run-state.ts'
import { ProblemError, problem } from '../../problem.ts'
import { type CommandResult, exitCodes } from '../run-command.ts'
import { shownPath } from '../study-folder.ts'
import type { Terminal } from '../terminal.ts'
import { clientOf, driveRun } from '../tuning/drive-run.ts'
import { plannedRun, triedAgain, type WantedRun } from '../tuning/plan-run.ts'
import { readManifest } from '../tuning/read-export.ts'
import { readRun, saveRun, withRun } from '../tuning/run-folder.ts'
import { leavingLines } from '../tuning/run-lines.ts'

/**
 * Says what would leave the machine; with `--yes` sends it to a hosted service and tunes a model there. In a folder that holds
 * the same run already it goes on with that.
 */
export async function startTuning(
  exported: string,
  options: WantedRun & { readonly out: string },
  terminal: Terminal,
): Promise<CommandResult> {
  const planned = plannedRun(exported, await readManifest(exported), options)
  const leaving = leavingLines(planned)
  if (options.yes !== true)
    return {
      json: {
        sent: false,
        service: planned.service,
        baseModel: planned.baseModel,
        leaving: planned.licences,
      },
      lines: [...leaving, 'Nothing was sent. Add --yes to send it.'],
      exitCode: exitCodes.problem,
    }
  for (const line of leaving) terminal.note(line)
  // Before anything is written: a run without a key has not begun.
  clientOf(planned, new AbortController().signal)
  return withRun(options.out, async () => {
    const before = await readRun(options.out)
    if (before !== null) checkSame(before, planned, options.out)
    const state = (options.again === true && before !== null ? triedAgain(before) : null) ?? before ?? planned
    await saveRun(options.out, state)
    return driveRun(
      options.out,
      options.detach === true ? 'submitted' : 'end',
      options.poll ?? null,
      terminal,
    )
  })
}

/** A folder is of one run: what has been sent under other terms is not to be overwritten. */
function checkSame(before: RunState, planned: RunState, folder: string): void {
  const parts = (state: RunState): Readonly<Record<string, unknown>> => ({
    '--service': state.service,
    '--base-url': state.baseUrl,
    '--base-model': state.baseModel,
    '--name': state.name,
    '--epochs': state.epochs,
    '--beta': state.beta,
    '--seed': state.seed,
    export: state.stages.map(({ stage, file }) => `${stage} ${file.sha256.slice(0, 12)}`).join(', '),
  })
  const [old, wanted] = [parts(before), parts(planned)]
  const other = Object.keys(old).filter((name) => old[name] !== wanted[name])
  if (other.length === 0) return
  throw new ProblemError(
    other.flatMap(
      (name) =>
        problem(
          'RUN_OTHER',
          'The folder holds a run with something else.',
          'Name another folder with --out, or start with what this run was started with.',
          {
            place: { file: shownPath(folder), field: name },
            value: String(wanted[name]),
            expected: String(old[name]),
          },
        ).problems,
    ),
  )
}

import { servedVersion } from '../../learning/serving/release-state.ts'
import { problem } from '../../problem.ts'
import { modelOf } from '../learning/open-released.ts'
import { addRelease } from '../learning/release-log.ts'
import { versionWords } from '../learning/release-words.ts'
import type { CommandResult } from '../run-command.ts'

export interface RollbackOptions {
  readonly corpus: string
  /** Ends the trial alone. */
  readonly trial?: boolean | undefined
  readonly reason?: string | undefined
  /** A folder of the workspace. */
  readonly near?: string | undefined
}

/** Lets the version before the present one answer again: its model and its index. Or ends a trial. */
export async function rollBack(options: RollbackOptions): Promise<CommandResult> {
  const near = options.near ?? '.'
  const words = options.reason?.trim() || 'no reason given'
  const isTrial = options.trial === true
  const log = await addRelease(options.corpus, near, new Date(), async ({ state }) => {
    if (isTrial) {
      if (state.trial === null)
        throw problem('NO_TRIAL', 'No version is on trial.', 'There is nothing to end.', {
          place: { field: '--trial' },
        })
      return { action: 'stop', words }
    }
    if (state.promoted.length === 0)
      throw problem(
        'NOTHING_PROMOTED',
        'Nothing was promoted that could be rolled back.',
        state.trial === null ? 'The label-free prior answers.' : 'A trial is ended with --trial.',
      )
    // What cannot be opened would leave the server with nothing to go back to.
    await modelOf(state.promoted.at(-2) ?? null, near)
    return { action: 'roll-back', words }
  })
  const served = servedVersion(log.state)
  return {
    json: { release: log.entries.at(-1), state: log.state },
    lines: [
      isTrial
        ? 'The trial has ended.'
        : `${served === null ? `The label-free prior on ${options.corpus}` : versionWords(served)} answers again.`,
    ],
  }
}

import { type CommandResult, exitCodes } from '../run-command.ts'

/** The command that watched was told to end; the work goes on. */
export class WorkLeft extends Error {}

/** The result of a command that may leave its work in the queue. */
export async function untilLeft(command: () => Promise<CommandResult>): Promise<CommandResult> {
  try {
    return await command()
  } catch (error) {
    if (!(error instanceof WorkLeft)) throw error
    return {
      json: { stopped: 'interrupted' },
      lines: ['Interrupted. The work is in the queue; run the same command again for its result.'],
      exitCode: exitCodes.interrupted,
    }
  }
}

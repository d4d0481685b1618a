import { endedInOrder, wasEnding } from './interruption.ts'
import { runProgram } from './program.ts'
import { exitCodes } from './run-command.ts'
import { processTerminal } from './terminal.ts'
import { visibleText } from './visible-text.ts'

const terminal = processTerminal()

process.on('SIGINT', () => {
  if (endedInOrder()) return
  terminal.endProgress()
  terminal.note(
    wasEnding()
      ? 'Stopped at once. Calls in flight are in doubt and count as spent; run the same command again to go on.'
      : 'Interrupted. What was not finished was undone; run the same command again to go on.',
  )
  // The database undoes an open transaction by itself when the connection is gone.
  process.exit(exitCodes.interrupted)
})

// A reader such as `head` may close the pipe before everything is written; that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(process.exitCode ?? exitCodes.done)
})

try {
  process.exitCode = await runProgram(process.argv.slice(2), terminal)
} catch (error) {
  terminal.endProgress()
  terminal.note(visibleText(error instanceof Error ? (error.stack ?? error.message) : String(error)))
  terminal.note('This is a fault of equipoise itself. Please report it with the lines above.')
  process.exitCode = exitCodes.problem
}

import { logFault } from '../telemetry/log.ts'
import { interrupt } from './interruption.ts'
import { runProgram } from './program.ts'
import { exitCodes } from './run-command.ts'
import { processTerminal } from './terminal.ts'
import { visibleText } from './visible-text.ts'

const terminal = processTerminal()

let finished = false

// A supervisor asks by SIGTERM what a person asks by Ctrl-C.
for (const [signal, exitCode] of [
  ['SIGINT', exitCodes.interrupted],
  ['SIGTERM', exitCodes.terminated],
] as const) {
  process.on(signal, () => {
    // The result is out: there is nothing to undo, and nothing to go on with.
    if (finished) process.exit(process.exitCode)
    const { stop, note } = interrupt()
    terminal.endProgress()
    if (note !== null) terminal.note(note)
    // The database undoes an open transaction by itself when the connection is gone.
    if (stop) process.exit(exitCode)
  })
}

// A reader such as `head` may close the pipe before everything is written; that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(process.exitCode ?? exitCodes.done)
})

try {
  process.exitCode = await runProgram(process.argv.slice(2), terminal)
  finished = true
} catch (error) {
  terminal.endProgress()
  logFault(error)
  terminal.note(visibleText(error instanceof Error ? (error.stack ?? error.message) : String(error)))
  terminal.note('This is a fault of equipoise itself. Please report it with the lines above.')
  process.exitCode = exitCodes.problem
}

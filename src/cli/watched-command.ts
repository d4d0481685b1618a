import { logEvent } from '../telemetry/log.ts'
import { inSpan } from '../telemetry/spans.ts'
import { startTelemetry } from '../telemetry/start.ts'
import { softwareVersion } from './version.ts'

/**
 * Runs a command in a span and between two lines of the log, and sends both off before it ends.
 *
 * @param name Of the command, without what was given to it.
 * @returns Its exit code.
 * @throws ProblemError TELEMETRY_NOT_INSTALLED.
 */
export async function watchedCommand(name: string, run: () => Promise<number>): Promise<number> {
  const telemetry = await startTelemetry(process.env, softwareVersion)
  const started = performance.now()
  logEvent({ event: 'command.begun', command: name })
  try {
    const exitCode = await inSpan(
      `command ${name}`,
      { attributes: { 'equipoise.command': name } },
      async (span) => {
        const code = await run()
        span.setAttribute('equipoise.exit_code', code)
        return code
      },
    )
    logEvent({
      event: 'command.ended',
      command: name,
      exitCode,
      seconds: (performance.now() - started) / 1000,
    })
    return exitCode
  } finally {
    await telemetry?.stop()
  }
}

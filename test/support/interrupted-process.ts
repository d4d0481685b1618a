import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { type CommandOutcome, projectRoot } from './command-line.ts'

/** Waits until it is time for a signal; what the command said so far is at hand. */
export type Moment = (notes: () => string) => Promise<void>

/**
 * Runs a command and interrupts it as Ctrl-C does: the signal goes to the command and all that it started.
 *
 * @param moment Ends when it is time; of several, each begins after the signal of the one before.
 * @param signal SIGKILL instead ends it as kill -9 does; its exit code is then -1.
 */
export function interruptedProcess(
  given: readonly string[],
  moment: Moment | readonly Moment[],
  signal: 'SIGINT' | 'SIGKILL' = 'SIGINT',
  cwd: string = projectRoot,
): Promise<CommandOutcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(projectRoot, 'bin', 'equipoise.mjs'), ...given], {
      cwd,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let out = ''
    let notes = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      notes += text
    })
    child.on('error', reject)
    child.on('close', (code) => resolve({ exitCode: code ?? -1, out, notes }))
    const send = async () => {
      for (const wait of typeof moment === 'function' ? [moment] : moment) {
        await wait(() => notes)
        if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, signal)
      }
    }
    send().catch(reject)
  })
}

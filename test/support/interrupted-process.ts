import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { type CommandOutcome, projectRoot } from './command-line.ts'

/**
 * Runs a command and interrupts it as Ctrl-C does: the signal goes to the command and all that it started.
 *
 * @param when A text on standard error to wait for, or a number of milliseconds.
 */
export function interruptedProcess(given: readonly string[], when: string | number): Promise<CommandOutcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(projectRoot, 'bin', 'equipoise.mjs'), ...given], {
      cwd: projectRoot,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let out = ''
    let notes = ''
    let interrupted = false
    const interrupt = () => {
      if (interrupted || child.pid === undefined) return
      interrupted = true
      process.kill(-child.pid, 'SIGINT')
    }
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      notes += text
      if (typeof when === 'string' && notes.includes(when)) interrupt()
    })
    const timer = typeof when === 'number' ? setTimeout(interrupt, when) : undefined
    child.on('error', reject)
    child.on('close', (code) => {
      clearTimeout(timer)
      resolve({ exitCode: code ?? -1, out, notes })
    })
  })
}

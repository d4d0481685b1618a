import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { projectRoot } from './command-line.ts'

export interface ServedProcess extends AsyncDisposable {
  readonly origin: string
  /** What the server said so far, on both of its outputs. */
  readonly said: () => string
  readonly signal: (signal: NodeJS.Signals) => void
  /** Exit code, or the signal that ended the process. */
  readonly ended: Promise<number | NodeJS.Signals>
}

/** `equipoise serve` as users start it, in a process of its own; it is there once it has said where. */
export function servedProcess(
  study: string,
  port: number,
  more: readonly string[] = [],
): Promise<ServedProcess> {
  return served(['--study', study, ...more], port, projectRoot)
}

/** The clinical search of a workspace, served alone. */
export function servedSearch(
  workspace: string,
  port: number,
  more: readonly string[] = [],
): Promise<ServedProcess> {
  return served(['--search', ...more], port, workspace)
}

async function served(given: readonly string[], port: number, cwd: string): Promise<ServedProcess> {
  const child = spawn(
    process.execPath,
    [join(projectRoot, 'bin', 'equipoise.mjs'), 'serve', '--port', String(port), ...given],
    { cwd, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  let said = ''
  const ended = new Promise<number | NodeJS.Signals>((resolve) => {
    child.on('close', (code, signal) => resolve(code ?? signal ?? -1))
  })
  await new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        said += text
        if (said.includes('Ctrl-C stops.')) resolve()
      })
    }
    void ended.then((how) => reject(new Error(`The server ended (${how}) before it served: ${said}`)))
  })
  return {
    origin: `http://127.0.0.1:${port}`,
    said: () => said,
    signal: (signal) => {
      child.kill(signal)
    },
    ended,
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}

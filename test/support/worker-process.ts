import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { projectRoot } from './command-line.ts'

export interface WorkerProcess {
  readonly process: ChildProcess
  /** What it has printed for people. */
  readonly notes: () => string
  readonly ended: Promise<{ readonly exitCode: number | null; readonly out: string }>
  /** Ends it in order and waits. */
  readonly stop: () => Promise<void>
}

export interface WorkerProcessOptions {
  readonly calls?: number
  /** Seconds by which its time of day is wrong. */
  readonly skewSeconds?: number
  readonly env?: Readonly<Record<string, string>>
}

/** Starts `equipoise worker` on a workspace as a process of its own, and waits until it is ready. */
export async function startWorker(
  workspace: string,
  { calls = 16, skewSeconds, env = {} }: WorkerProcessOptions = {},
): Promise<WorkerProcess> {
  const clock = pathToFileURL(join(projectRoot, 'test', 'support', 'skewed-clock.mjs')).href
  const child = spawn(
    process.execPath,
    [
      ...(skewSeconds === undefined ? [] : ['--import', clock]),
      join(projectRoot, 'bin', 'equipoise.mjs'),
      'worker',
      '--workspace',
      workspace,
      '--calls',
      String(calls),
    ],
    {
      cwd: projectRoot,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, EQUIPOISE_TEST_SKEW: String(skewSeconds ?? 0), ...env },
    },
  )
  let out = ''
  let notes = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text
  })
  const ended = once(child, 'close').then(() => ({ exitCode: child.exitCode, out }))
  await new Promise<void>((resolve, reject) => {
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      notes += text
      if (notes.includes('Ctrl-C ends it.')) resolve()
    })
    void ended.then(() => reject(new Error(`The worker ended early: ${notes}`)))
  })
  return {
    process: child,
    notes: () => notes,
    ended,
    stop: async () => {
      child.kill('SIGTERM')
      await ended
    },
  }
}

import { spawn } from 'node:child_process'
import path from 'node:path'
import type { ServerAccount } from './account.ts'

export interface ProgramResult {
  /** Null where the program could not be started, was killed, or ran out of time. */
  readonly exitCode: number | null
  /** Standard output and standard error, in the order they came. */
  readonly output: string
  /** Error code of the operating system where the program could not be started, for example `EACCES`. */
  readonly spawnError: string | null
  readonly timedOut: boolean
}

const drainMs = 300

/**
 * Runs a program to its end, as `account` where one is given, and never longer than `timeoutMs`.
 *
 * Never throws: what went wrong is in the result.
 */
export function runProgram(
  file: string,
  args: readonly string[],
  options: {
    readonly account: ServerAccount | null
    readonly timeoutMs: number
    /** Folder to run in; the root folder where none is given, since `account` may not enter the present one. */
    readonly folder?: string
  },
): Promise<ProgramResult> {
  const identity = options.account === null ? {} : { uid: options.account.uid, gid: options.account.gid }
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      ...identity,
      cwd: options.folder ?? path.parse(process.cwd()).root,
      env: programEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    })
    const chunks: Buffer[] = []
    let timedOut = false
    let settled = false
    const timer = setTimeout(() => {
      timedOut = true
      child.kill('SIGKILL')
    }, options.timeoutMs)
    const settle = (exitCode: number | null, spawnError: string | null) => {
      if (settled) return
      settled = true
      clearTimeout(timer)
      child.stdout.destroy()
      child.stderr.destroy()
      resolve({ exitCode, output: Buffer.concat(chunks).toString('utf8'), spawnError, timedOut })
    }
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.on('error', (error: NodeJS.ErrnoException) => settle(null, error.code ?? 'UNKNOWN'))
    child.on('close', (exitCode) => settle(exitCode, null))
    // Something that the program left running may hold its pipes open (pg_ctl does so on Windows).
    child.on('exit', (exitCode) => setTimeout(() => settle(exitCode, null), drainMs).unref())
  })
}

/** English messages, because their words decide what went wrong, and none of the caller's PG variables. */
function programEnvironment(): NodeJS.ProcessEnv {
  const environment: NodeJS.ProcessEnv = { LC_ALL: 'C', TZ: 'UTC' }
  for (const name of ['PATH', 'SystemRoot', 'SYSTEMROOT', 'TEMP', 'TMP', 'windir']) {
    const value = process.env[name]
    if (value !== undefined) environment[name] = value
  }
  return environment
}

import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type CommandOutcome, equipoise, projectRoot } from '../support/command-line.ts'
import { processesOf } from '../support/leftover-processes.ts'

export interface Hardship {
  readonly cwd?: string
  readonly env?: NodeJS.ProcessEnv
  /** Words before the command, such as a shell that sets limits. */
  readonly before?: readonly string[]
  readonly nodeOptions?: readonly string[]
  /** Kills with -9 after so many milliseconds. */
  readonly killAfter?: number
  /** Kills whatever works on this folder as well. */
  readonly killAllOf?: string
}

/** Runs a command in a process of its own under a hardship; its exit code is -1 where a signal ended it. */
export function commandUnder(given: readonly string[], hardship: Hardship = {}): Promise<CommandOutcome> {
  const program = [
    ...(hardship.before ?? []),
    process.execPath,
    ...(hardship.nodeOptions ?? []),
    join(projectRoot, 'bin', 'equipoise.mjs'),
    ...given,
  ]
  return new Promise((resolve, reject) => {
    const child = spawn(program[0] ?? '', program.slice(1), {
      cwd: hardship.cwd ?? projectRoot,
      env: { ...process.env, ...hardship.env },
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
    let killed: Promise<unknown> = Promise.resolve()
    const kill = () => {
      child.kill('SIGKILL')
      if (hardship.killAllOf !== undefined) killed = killAll(hardship.killAllOf)
    }
    const timer = hardship.killAfter === undefined ? null : setTimeout(kill, hardship.killAfter)
    child.on('error', reject)
    child.on('close', (code) => {
      if (timer !== null) clearTimeout(timer)
      // Whoever looks next may start the database, which is not to be killed any more.
      killed.then(() => resolve({ exitCode: code ?? -1, out, notes }), reject)
    })
  })
}

/** Kills everything that works on a folder with -9: commands, servers, the database and its keeper. */
export async function killAll(folder: string): Promise<number> {
  let killed = 0
  for (;;) {
    const found = (await processesOf(folder)).map((line) => Number(line.split(' ')[0]))
    if (found.length === 0) return killed
    for (const pid of found) {
      try {
        process.kill(pid, 'SIGKILL')
        killed += 1
      } catch {
        // It ended by itself between the look and the kill.
      }
    }
    await sleep(20)
  }
}

export interface DoctorReport {
  readonly exitCode: number
  /** Codes of what is not whole. */
  readonly codes: readonly string[]
  readonly repaired: number
  readonly said: string
}

/** What `equipoise doctor` says of a workspace. */
export async function doctorOf(workspace: string, ...more: readonly string[]): Promise<DoctorReport> {
  const { exitCode, out, notes } = await equipoise('doctor', '--workspace', workspace, ...more, '--json')
  const parsed: {
    readonly findings?: readonly { readonly problem?: { readonly code: string } }[]
    readonly problems?: readonly { readonly code: string }[]
    readonly repairs?: readonly { readonly did: string | null }[]
  } = out === '' ? {} : JSON.parse(out)
  const codes = [
    ...(parsed.findings ?? []).flatMap((finding) => finding.problem?.code ?? []),
    ...(parsed.problems ?? []).map(({ code }) => code),
  ]
  const repaired = (parsed.repairs ?? []).filter(({ did }) => did !== null).length
  return { exitCode, codes, repaired, said: `${out}${notes}` }
}

/** In words, for the table: `whole`, or the codes of what is not. */
export function inWords({ codes }: Pick<DoctorReport, 'codes'>): string {
  return codes.length === 0 ? 'whole' : [...new Set(codes)].sort().join(' ')
}

import { spawn } from 'node:child_process'
import { realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runProgram } from '../../src/cli/program.ts'
import { temporaryWorkspace } from '../../src/store/testing/temporary-workspace.ts'

// Tests have databases of their own, whatever server the shell that starts them points to.
delete process.env.DATABASE_URL

export const projectRoot = fileURLToPath(new URL('../../', import.meta.url))
const executable = join(projectRoot, 'bin', 'equipoise.mjs')

export interface CommandOutcome {
  readonly exitCode: number
  readonly out: string
  readonly notes: string
}

/** Runs a command inside the test's process: the same program, without the cost of a new process. */
export async function equipoise(...given: readonly string[]): Promise<CommandOutcome> {
  const out: string[] = []
  const notes: string[] = []
  const exitCode = await runProgram(given, {
    out: (line) => out.push(line),
    note: (line) => notes.push(line),
    progress: () => {},
    endProgress: () => {},
  })
  return { exitCode, out: out.join('\n'), notes: notes.join('\n') }
}

export interface ProcessOptions {
  readonly cwd?: string
  readonly node?: string
  /** Kills the process with -9 after this many milliseconds. */
  readonly killAfter?: number
}

/** Runs a command as users do, in a process of its own. A killed one has the exit code -1. */
export function equipoiseProcess(
  given: readonly string[],
  options: ProcessOptions = {},
): Promise<CommandOutcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(options.node ?? process.execPath, [executable, ...given], {
      cwd: options.cwd ?? projectRoot,
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
    const timer =
      options.killAfter === undefined ? null : setTimeout(() => child.kill('SIGKILL'), options.killAfter)
    child.on('error', reject)
    child.on('close', (code) => {
      if (timer !== null) clearTimeout(timer)
      resolve({ exitCode: code ?? -1, out, notes })
    })
  })
}

/**
 * A folder that is gone at the end of the block that made it, with the database that commands made for it.
 *
 * @param mode Root's database server runs as another user, who cannot enter a folder of mode 0700.
 */
export async function temporaryFolder(mode = 0o755): Promise<{ readonly path: string } & AsyncDisposable> {
  const workspace = await temporaryWorkspace(mode)
  return {
    path: await realpath(workspace.folder),
    [Symbol.asyncDispose]: () => workspace[Symbol.asyncDispose](),
  }
}

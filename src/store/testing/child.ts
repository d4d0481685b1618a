import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

export interface Child {
  readonly process: ChildProcess
  /** The next line that the program prints; throws with its errors where it ends before. */
  readonly line: () => Promise<string>
  /** Lets the program go on (a line on its standard input) and waits for its end. */
  readonly release: () => Promise<number | null>
  /** Kills with SIGKILL and waits for the end. */
  readonly kill: () => Promise<void>
}

/** Starts one of the programs of this folder as a process of its own. */
export function startChild(
  program: string,
  args: readonly string[],
  identity: { readonly uid?: number; readonly gid?: number } = {},
): Child {
  const file = fileURLToPath(new URL(`./${program}.ts`, import.meta.url))
  const child = spawn(process.execPath, [file, ...args], { stdio: ['pipe', 'pipe', 'pipe'], ...identity })
  const ended = once(child, 'exit')
  let errors = ''
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString('utf8')
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    process: child,
    line: async () => {
      const next = await lines.next()
      if (next.done === true) throw new Error(`${program} ended early: ${errors}`)
      return next.value
    },
    release: async () => {
      child.stdin.end('\n')
      await ended
      if (child.exitCode !== 0) throw new Error(`${program} failed: ${errors}`)
      return child.exitCode
    },
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { loadavg } from 'node:os'
import { fileURLToPath } from 'node:url'
import { watchMemory } from './process-tree.ts'

const program = fileURLToPath(new URL('../../../bin/equipoise.mjs', import.meta.url))

export interface TimedCommand {
  readonly seconds: number
  /** Resident, of the process and those it started, PostgreSQL apart. */
  readonly peakMiB: number
  readonly out: string
}

/** Runs a command as users do, in a process of its own, and prints how long it took and how much memory it held. */
export async function timedCommand(given: readonly string[]): Promise<TimedCommand> {
  const started = performance.now()
  const child = spawn(process.execPath, [program, ...given], { stdio: ['ignore', 'pipe', 'pipe'] })
  const memory = watchMemory(child.pid ?? 0)
  let out = ''
  let notes = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    notes += text
  })
  const [code] = await once(child, 'close')
  const peakMiB = memory.stop()
  const seconds = (performance.now() - started) / 1000
  const words = given.filter((word) => !word.startsWith('/') && !word.startsWith('--')).join(' ')
  process.stdout.write(
    `  ${words.padEnd(24)} ${seconds.toFixed(1)} s, ${peakMiB.toFixed(0)} MiB; load ${loadavg()[0]?.toFixed(1)}\n`,
  )
  if (code !== 0) throw new Error(`equipoise ${given.join(' ')} ended with ${code}: ${notes.slice(0, 2000)}`)
  return { seconds, peakMiB, out }
}

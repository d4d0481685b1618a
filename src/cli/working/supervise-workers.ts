import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { counted } from '../../report/format.ts'
import type { WorkerOptions } from '../commands/worker.ts'
import { endInOrder } from '../interruption.ts'
import { type CommandResult, exitCodes } from '../run-command.ts'
import type { Terminal } from '../terminal.ts'
import { shippedFile } from '../version.ts'

const executable = fileURLToPath(shippedFile('bin/equipoise.mjs'))
/** A worker that dies at once again is not started in a tight loop. */
const restartMilliseconds = 1000

/** Runs several workers as processes of their own, and starts one anew that died. Ends when all have ended in order. */
export async function superviseWorkers(options: WorkerOptions, terminal: Terminal): Promise<CommandResult> {
  const { processes = 1 } = options
  const stop = new AbortController()
  const children = new Set<ChildProcess>()
  const ended = endInOrder(() => {
    terminal.note('Ending: the workers finish or give back what they hold. Press again to stop at once.')
    stop.abort()
    for (const child of children) child.kill('SIGTERM')
  }, 'Stopped at once. The workers end by themselves.')
  let restarts = 0
  const exits: (number | null)[] = []
  const keepOne = async () => {
    for (;;) {
      const child = spawn(process.execPath, [executable, 'worker', ...argumentsOf(options)], {
        // Of a process group of its own: Ctrl-C reaches it through us, once.
        detached: true,
        stdio: ['ignore', 'ignore', 'inherit'],
      })
      children.add(child)
      await once(child, 'close')
      children.delete(child)
      const died = child.exitCode === null
      if (!died || stop.signal.aborted) {
        exits.push(child.exitCode)
        return
      }
      restarts += 1
      terminal.note(`Worker ${child.pid} died (${child.signalCode ?? 'no reason'}); another takes its place.`)
      await sleep(restartMilliseconds, null, { signal: stop.signal }).catch(() => {})
    }
  }
  await Promise.all(Array.from({ length: processes }, keepOne))
  ended()
  const failed = exits.filter((exit) => exit !== null && exit !== exitCodes.done)
  return {
    json: { processes, restarts },
    lines: [
      `${counted(processes, 'worker')} ended; ${counted(restarts, 'worker')} had died and been replaced.`,
    ],
    exitCode: failed.length === 0 ? exitCodes.done : exitCodes.problem,
  }
}

function argumentsOf({ workspace, calls, untilIdle }: WorkerOptions): readonly string[] {
  return ['--workspace', workspace, '--calls', String(calls), ...(untilIdle === true ? ['--until-idle'] : [])]
}

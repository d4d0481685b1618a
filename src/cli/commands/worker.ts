import { counted } from '../../report/format.ts'
import { openQueue } from '../../store/queue/open-queue.ts'
import type { Need } from '../../store/queue/queue-names.ts'
import { endInOrder, untilResult } from '../interruption.ts'
import { withStore } from '../open-study.ts'
import type { CommandResult } from '../run-command.ts'
import { studyFolder } from '../study-folder.ts'
import type { Terminal } from '../terminal.ts'
import { softwareVersion } from '../version.ts'
import { performIn } from '../working/perform-part.ts'
import { superviseWorkers } from '../working/supervise-workers.ts'
import { thisMachine } from '../working/this-machine.ts'
import { workLoop } from '../working/work-loop.ts'
import { openWorkshop } from '../working/workshop.ts'

export interface WorkerOptions {
  /** A folder of the workspace whose database is used where there is no DATABASE_URL. */
  readonly workspace: string
  /** Calls in flight at most. */
  readonly calls: number
  readonly untilIdle?: boolean | undefined
  /** Processes on this machine, each a worker of its own; one that dies is started anew. */
  readonly processes?: number | undefined
}

/** Claims jobs and does them until it is told to end; what it holds then is finished or given back. */
export function runWorker(options: WorkerOptions, terminal: Terminal): Promise<CommandResult> {
  if ((options.processes ?? 1) > 1) return untilResult(() => superviseWorkers(options, terminal))
  return untilResult(() =>
    withStore(studyFolder(options.workspace), terminal, async (store) => {
      const queue = await openQueue(store, softwareVersion)
      const stop = new AbortController()
      const ended = endInOrder(() => {
        terminal.note(
          'Ending: calls in flight are waited for, and the rest is given back. Press again to stop at once.',
        )
        stop.abort()
      }, 'Stopped at once. Calls in flight are in doubt and count as spent; another worker takes over within a minute.')
      const machine = thisMachine()
      terminal.note(
        `Worker ${process.pid} on ${machine}, version ${softwareVersion}, ${counted(options.calls, 'call')} at most. Ctrl-C ends it.`,
      )
      try {
        const counts = await workLoop({
          store,
          queue,
          self: { machine, pid: process.pid, version: softwareVersion, calls: options.calls },
          serves: (need) => serves(need, machine),
          perform: performIn(openWorkshop(store, queue, options.calls)),
          signal: stop.signal,
          untilIdle: options.untilIdle ?? false,
        })
        ended()
        const { done, givenBack, lost } = counts
        return {
          json: { machine, pid: process.pid, ...counts },
          lines: [`${counted(done, 'job')} done, ${givenBack} given back, ${lost} lost to another worker.`],
        }
      } finally {
        await queue.close()
      }
    }),
  )
}

/** What a worker can do: call where it has the key, compute, and write into folders of its machine. */
function serves(need: Need, machine: string): boolean {
  switch (need.kind) {
    case 'call': {
      const isHere = need.machine === null || need.machine === machine
      return isHere && (need.key === null || (process.env[need.key]?.trim() ?? '') !== '')
    }
    case 'index':
      return need.machine === machine
    case 'compute':
    case 'lost':
      return true
    case 'folder':
      return false
  }
}

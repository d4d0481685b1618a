import type { PieceOutcome } from '../../power/simulate-task.ts'
import { canonicalHash } from '../../protocol/hash.ts'
import type { ProtocolDocument } from '../../protocol/schema-v1.ts'
import { counted } from '../../report/format.ts'
import { openQueue } from '../../store/queue/open-queue.ts'
import { queueName } from '../../store/queue/queue-names.ts'
import { closeWork } from '../../store/work/work.ts'
import { endInOrder } from '../interruption.ts'
import { withStore } from '../open-study.ts'
import type { StudyFolder } from '../study-folder.ts'
import type { Terminal } from '../terminal.ts'
import { softwareVersion } from '../version.ts'
import { simulateOutputSchema } from './payloads.ts'
import { outputsOf, queuedWork, watchWork } from './queue-work.ts'
import { WorkLeft } from './work-left.ts'

export interface QueuedSimulation {
  /** The protocol with what the command line put in its place. */
  readonly document: ProtocolDocument
  readonly differences: ReadonlyMap<string, number>
  readonly trials: number
}

/**
 * Has workers do the pieces of a simulation, and watches them.
 *
 * @throws WorkLeft where it was interrupted: the same command watches on.
 */
export function simulateInQueue(
  study: StudyFolder,
  { document, differences, trials }: QueuedSimulation,
  pieces: number,
  terminal: Terminal,
): Promise<readonly PieceOutcome[]> {
  return withStore(study, terminal, async (store) => {
    const queue = await openQueue(store, softwareVersion)
    const left = new AbortController()
    const over = endInOrder(() => {
      terminal.note('Leaving: workers go on without this command. Run it again to watch them.')
      left.abort()
    })
    try {
      const payload = { document: { ...document }, differences: [...differences], trials }
      const { work } = await queuedWork({
        store,
        queue,
        kind: 'simulate',
        studyId: null,
        name: canonicalHash(payload),
        about: payload,
        make: async () => ({
          payload,
          parts: Array.from({ length: pieces }, (_, piece) => ({
            queue: queueName(softwareVersion, { kind: 'compute' }),
            payload: { piece },
          })),
        }),
      })
      if (work === null) return []
      const end = await watchWork(work, {
        store,
        queue,
        terminal,
        signal: left.signal,
        show: ({ parts, done }, workers) =>
          terminal.progress(`parts of the simulation; ${counted(workers, 'worker')}`, done, parts),
      })
      if (end === 'left') throw new WorkLeft()
      const outputs = await outputsOf(store, work)
      await closeWork(store, work)
      return outputs.map(({ output }) => simulateOutputSchema.parse(output))
    } finally {
      over()
      await queue.close()
    }
  })
}

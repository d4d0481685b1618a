import type { CollectionOutcome } from '../../answers/collecting/collect.ts'
import { counted } from '../../report/format.ts'
import type { Database } from '../../store/database.ts'
import { openQueue } from '../../store/queue/open-queue.ts'
import type { Need } from '../../store/queue/queue-names.ts'
import { readSpending } from '../../store/work/spending.ts'
import { untilThere } from '../../store/work/until-there.ts'
import { closeWork, type NewWork } from '../../store/work/work.ts'
import type { OpenStudy } from '../open-study.ts'
import type { SearchesOfArms } from '../search/search-of-arm.ts'
import type { Terminal } from '../terminal.ts'
import { softwareVersion } from '../version.ts'
import { mergedCounts, type SlotsBefore } from './merged-counts.ts'
import { outputsOf, queuedWork, watchWork } from './queue-work.ts'
import { slotsOfPart } from './work-loop.ts'
import { openWorkshop } from './workshop.ts'

export interface CallsInQueue {
  readonly study: OpenStudy
  readonly section: 'collect' | 'marking'
  readonly kind: NewWork['kind']
  readonly name: string
  readonly about: unknown
  readonly slotsOf: (payload: unknown) => SlotsBefore
  readonly make: () => Promise<Pick<NewWork, 'payload' | 'parts'>>
  readonly within: (database: Database) => Promise<void>
  /** Parts that this process does itself. */
  readonly own: {
    readonly serves: (need: Need) => boolean
    readonly searches: SearchesOfArms['byKey']
    readonly needed: boolean
    /** No part needs another process. */
    readonly only: boolean
  } | null
  readonly signal: AbortSignal
  readonly terminal: Terminal
}

/** Parts that wait for nobody else are made in the watching process, which has calls of its own in flight. */
const ownCalls = 32

/** Puts calls in the queue, watches the workers that make them, and adds up what came of them. */
export async function callsInQueue(asked: CallsInQueue): Promise<CollectionOutcome> {
  const { study, own, signal, terminal } = asked
  const { store, record } = study
  const queue = await openQueue(store, softwareVersion)
  try {
    const { work, payload } = await queuedWork({ ...asked, store, queue, studyId: record.id })
    const before = asked.slotsOf(payload)
    if (work === null) return await outcomeOf(asked, before, [], 'done')
    const total = Object.values(before).reduce((sum, slots) => sum + slots.total, 0)
    const ready = Object.values(before).reduce((sum, slots) => sum + slots.answered + slots.leftInDoubt, 0)
    const helped = own?.needed === true
    const end = await watchWork(work, {
      store,
      queue,
      terminal,
      signal,
      show: ({ parts, done }, workers) =>
        terminal.progress(
          counted(workers, 'worker'),
          Math.min(total, done === parts ? total : ready + done * slotsOfPart),
          total,
        ),
      ...(helped && own !== null
        ? {
            own: { serves: own.serves, workshop: openWorkshop(store, queue, ownCalls, own.searches) },
            alone: own.only,
          }
        : {}),
    })
    const outputs = await outputsOf(store, work)
    const outcome = await outcomeOf(
      asked,
      before,
      outputs.map(({ output }) => output),
      end,
    )
    if (end === 'done') await untilThere(() => closeWork(store, work))
    return outcome
  } finally {
    await queue.close()
  }
}

async function outcomeOf(
  { study, section }: CallsInQueue,
  before: SlotsBefore,
  outputs: readonly Readonly<Record<string, unknown>>[],
  end: 'done' | 'left',
): Promise<CollectionOutcome> {
  const { inDoubt, ...spent } = await untilThere(() => readSpending(study.store, study.record, section))
  const { arms, overBudget } = mergedCounts(before, outputs)
  return {
    arms,
    spent,
    inDoubt,
    stopped: end === 'left' ? 'interrupted' : overBudget ? 'budget' : 'complete',
  }
}

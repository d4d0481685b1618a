import type { CollectionOutcome } from '../../answers/collecting/collect.ts'
import type { JournalState } from '../../answers/collecting/journal.ts'
import { isLoopback } from '../../protocol/loopback.ts'
import { withBriefRunLock } from '../../store/collecting/run-lock.ts'
import { queueName } from '../../store/queue/queue-names.ts'
import { budgetKey, laneKey, prepareLimits } from '../../store/work/call-limits.ts'
import type { Judging } from '../marking/judges.ts'
import type { OpenStudy } from '../open-study.ts'
import type { Terminal } from '../terminal.ts'
import { softwareVersion } from '../version.ts'
import { callsInQueue } from './calls-in-queue.ts'
import { openSlots, partsOfArms } from './parts-of-arms.ts'
import { markWorkSchema } from './payloads.ts'
import { studyPayload } from './queued-study.ts'
import { thisMachine } from './this-machine.ts'

/** Has workers put to the judges of a kind what they were not asked yet, and watches them. */
export async function judgeInQueue(
  study: OpenStudy,
  { kind, judges, named, scope, journal }: Judging,
  signal: AbortSignal,
  terminal: Terminal,
): Promise<CollectionOutcome> {
  const { store, record, protocol } = study
  const { plan } = protocol
  const sourceOf = new Map(named.map(({ id, source }) => [id, source]))
  let state: JournalState | null = null
  const before = async () => {
    state ??= await withBriefRunLock(store, record, () => journal.open())
    return state
  }
  return callsInQueue({
    study,
    section: 'marking',
    kind: 'mark',
    name: `${record.id} ${kind}`,
    about: { protocol: protocol.document, judges: named.map(({ id }) => id), kind },
    slotsOf: (payload) => markWorkSchema.parse(payload).slots,
    make: async () => {
      const size = { itemIds: scope.tasks, replicates: 1 }
      const open = openSlots(judges, size, (await before()).slots, plan.collect.inDoubt)
      return {
        payload: { study: await studyPayload(study), kind, slots: open.before },
        parts: partsOfArms(open.items, 1).map(({ arm, places }) => ({
          queue: queueName(softwareVersion, needOf(sourceOf.get(arm))),
          payload: { judge: arm, tasks: places.flatMap((place) => scope.tasks[place] ?? []) },
        })),
      }
    },
    within: async (database) => {
      const { spent } = await before()
      await prepareLimits(
        database,
        named.map(({ id }) => laneKey(record, 'marking', id)),
        named.map(({ source }) => new URL(source.baseUrl).origin),
        { key: budgetKey(record, 'marking'), spent: { usd: spent.usd ?? 0, tokens: spent.tokens } },
      )
    },
    own: null,
    signal,
    terminal,
  })
}

function needOf(source: Judging['named'][number]['source'] | undefined) {
  const baseUrl = source?.baseUrl ?? ''
  return {
    kind: 'call',
    key: source?.keyFrom ?? null,
    machine: isLoopback(baseUrl) ? thisMachine() : null,
  } as const
}

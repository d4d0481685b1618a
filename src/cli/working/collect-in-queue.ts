import type { CollectedArm } from '../../answers/collecting/arm-lane.ts'
import type { CollectionOutcome } from '../../answers/collecting/collect.ts'
import type { JournalState } from '../../answers/collecting/journal.ts'
import { isLoopback } from '../../protocol/loopback.ts'
import type { PlannedArm } from '../../protocol/plan.ts'
import { openCallJournal } from '../../store/collecting/call-journal.ts'
import type { CollectionScope } from '../../store/collecting/collection.ts'
import { withBriefRunLock } from '../../store/collecting/run-lock.ts'
import { type Need, queueName } from '../../store/queue/queue-names.ts'
import { budgetKey, laneKey, prepareLimits } from '../../store/work/call-limits.ts'
import type { OpenStudy } from '../open-study.ts'
import type { SearchesOfArms } from '../search/search-of-arm.ts'
import type { Terminal } from '../terminal.ts'
import { softwareVersion } from '../version.ts'
import { callsInQueue } from './calls-in-queue.ts'
import { openSlots, type PartOfArm, partsOfArms } from './parts-of-arms.ts'
import { collectWorkSchema } from './payloads.ts'
import { studyPayload } from './queued-study.ts'
import { thisMachine } from './this-machine.ts'

export interface QueuedCollection {
  readonly study: OpenStudy
  /** Arms that are made from others' answers are a work of their own, after the others. */
  readonly group: 'first' | 'second'
  readonly arms: readonly CollectedArm[]
  readonly scope: CollectionScope
  /** Arms that will answer no more in this run. */
  readonly ended: readonly string[]
  readonly searches: SearchesOfArms['byKey']
  readonly signal: AbortSignal
  readonly terminal: Terminal
}

/** Has workers collect what the arms still lack, and watches them. */
export async function collectInQueue(asked: QueuedCollection): Promise<CollectionOutcome> {
  const { study, group, arms, scope, ended, searches, signal, terminal } = asked
  const { store, record, protocol } = study
  const planned = new Map(protocol.plan.arms.map((arm) => [arm.id, arm]))
  let state: JournalState | null = null
  const before = async () => {
    state ??= await withBriefRunLock(store, record, () => openCallJournal(store, scope).open())
    return state
  }
  return callsInQueue({
    study,
    section: 'collect',
    kind: 'collect',
    name: `${record.id} ${group}`,
    about: { protocol: protocol.document, arms: arms.map(({ arm }) => arm.id), ended },
    slotsOf: (payload) => collectWorkSchema.parse(payload).slots,
    make: async () => {
      const open = openSlots(arms, scope, (await before()).slots, protocol.plan.collect.inDoubt)
      return {
        payload: { study: await studyPayload(study), ended, slots: open.before },
        parts: partsOfArms(open.items, scope.replicates).map((part) => ({
          queue: queueName(softwareVersion, needOf(planned.get(part.arm), record.id)),
          payload: payloadOf(part, arms, scope),
        })),
      }
    },
    within: async (database) => {
      const { spent } = await before()
      await prepareLimits(
        database,
        arms.map(({ arm }) => laneKey(record, 'collect', arm.id)),
        arms.flatMap(({ arm }) => originOf(planned.get(arm.id))),
        { key: budgetKey(record, 'collect'), spent: { usd: spent.usd ?? 0, tokens: spent.tokens } },
      )
    },
    own: {
      serves: (need) => need.kind === 'folder' && need.study === record.id,
      searches,
      needed: arms.some(({ arm }) => needOf(planned.get(arm.id), record.id).kind === 'folder'),
      only: arms.every(({ arm }) => needOf(planned.get(arm.id), record.id).kind === 'folder'),
    },
    signal,
    terminal,
  })
}

/** An arm behind an API is called by any worker with its key; what reads files of the study is made where they are. */
function needOf(arm: PlannedArm | undefined, study: string): Need {
  const source = arm?.source
  if (source?.via !== 'api') return { kind: 'folder', study }
  return { kind: 'call', key: source.keyFrom, machine: isLoopback(source.baseUrl) ? thisMachine() : null }
}

function originOf(arm: PlannedArm | undefined): readonly string[] {
  return arm?.source?.via === 'api' ? [new URL(arm.source.baseUrl).origin] : []
}

function payloadOf(part: PartOfArm, arms: readonly CollectedArm[], scope: CollectionScope) {
  const number = arms.findIndex(({ arm }) => arm.id === part.arm)
  return {
    arm: part.arm,
    armId: scope.armIds[number] ?? '',
    items: part.places.map((place) => scope.itemIds[place] ?? ''),
  }
}

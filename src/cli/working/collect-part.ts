import type { CollectedArm } from '../../answers/collecting/arm-lane.ts'
import { problem } from '../../problem.ts'
import { recordedAnswer } from '../../store/collecting/collection.ts'
import { armTables } from '../../store/work/arm-tables.ts'
import { armsOfRun } from '../collecting/collected-arms.ts'
import { provenanceOf } from '../collecting/provenance.ts'
import { withheldItems } from '../collecting/withheld-items.ts'
import type { OpenStudy } from '../open-study.ts'
import { callPart, limitsOfCall } from './call-part.ts'
import { collectPartSchema, collectWorkSchema } from './payloads.ts'
import { queuedStudy } from './queued-study.ts'
import type { PartEnd } from './work-loop.ts'
import { once, type PartAtWork, type Workshop } from './workshop.ts'

/** An arm of queued work, ready to be called. */
export interface PreparedArm {
  readonly study: OpenStudy
  readonly arm: CollectedArm
  readonly withheld: Awaited<ReturnType<typeof withheldItems>>
}

/** Calls one arm for the items of a part. */
export async function collectPart(workshop: Workshop, at: PartAtWork): Promise<PartEnd> {
  const { store, queue, calls } = workshop
  const { claim, payload, signal, lost } = at
  const part = collectPartSchema.parse(payload)
  const { study, arm, withheld } = await once(workshop.arms, `${claim.work} ${part.arm}`, () =>
    preparedArm(workshop, at, part.arm),
  )
  const { collect: plan, arms } = study.protocol.plan
  const source = arms.find(({ id }) => id === part.arm)?.source
  const scope = {
    studyId: study.record.id,
    armIds: [part.armId],
    itemIds: part.items,
    replicates: plan.replicates,
    provenances: [provenanceOf(study.protocol.plan, part.arm)],
  }
  const baseUrl = source?.via === 'api' ? source.baseUrl : null
  return callPart({
    store,
    queue,
    claim,
    tables: armTables(store, scope),
    limits: limitsOfCall(study.record, 'collect', part.arm, plan, plan.budget, baseUrl),
    arm,
    size: { items: part.items.length, replicates: plan.replicates, withheld },
    plan,
    calls,
    signal,
    lost,
  })
}

async function preparedArm(
  { store, searches }: Workshop,
  { work }: PartAtWork,
  id: string,
): Promise<PreparedArm> {
  const payload = collectWorkSchema.parse(work.payload)
  const study = queuedStudy(store, payload.study)
  const ended = new Set(payload.ended)
  const { first, second, skipped } = armsOfRun({
    plan: study.protocol.plan,
    studyFolder: study.folder.path,
    lookUp: async (arm, item, replicate) => {
      const found = await recordedAnswer(store, study.record, arm, item, replicate)
      if (found === null) return ended.has(arm) ? 'ended' : 'not-yet'
      return { ...found, reason: null, citations: found.citations ?? [] }
    },
    searches,
    only: [id],
    skipKeyless: false,
    dryRun: false,
    now: new Date(),
  })
  const arm = [...first, ...second][0]
  if (arm !== undefined) return { study, arm, withheld: await withheldItems(study, [{ id }]) }
  throw problem('WORKER_ARM', 'A worker cannot call this arm.', 'Run the command without --queue for it.', {
    value: id,
    expected: skipped[0]?.reason ?? null,
  })
}

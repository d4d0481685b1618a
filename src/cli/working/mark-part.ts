import type { CollectedArm } from '../../answers/collecting/arm-lane.ts'
import type { JudgeTask } from '../../judging/calls/judge-task.ts'
import { problem } from '../../problem.ts'
import type { PlannedJudge } from '../../protocol/marking-section.ts'
import { judgeTables } from '../../store/work/judge-tables.ts'
import { judgesOf, markScope } from '../marking/judges.ts'
import { type Decided, decided, withheldTasks } from '../marking/withheld-tasks.ts'
import type { OpenStudy } from '../open-study.ts'
import { callPart, limitsOfCall } from './call-part.ts'
import { markPartSchema, markWorkSchema } from './payloads.ts'
import { queuedStudy } from './queued-study.ts'
import type { PartEnd } from './work-loop.ts'
import { once, type PartAtWork, type Workshop } from './workshop.ts'

/** Judges of queued work, ready to be called. */
export interface PreparedJudges {
  readonly study: OpenStudy
  readonly kind: JudgeTask['kind']
  readonly judges: readonly CollectedArm[]
  readonly named: readonly PlannedJudge[]
  readonly decisions: Promise<Decided>
}

/** Puts the tasks of a part to their judge. */
export async function markPart(workshop: Workshop, at: PartAtWork): Promise<PartEnd> {
  const { store, queue, calls } = workshop
  const { claim, payload, signal, lost } = at
  const part = markPartSchema.parse(payload)
  const ready = await once(workshop.judges, claim.work, () => preparedJudges(workshop, at))
  const { study, kind, decisions } = ready
  const number = ready.named.findIndex(({ id }) => id === part.judge)
  const [arm, judge] = [ready.judges[number], ready.named[number]]
  if (arm === undefined || judge === undefined) throw cannotCall(part.judge)
  const { collect: plan, marking } = study.protocol.plan
  const scope = markScope(study, kind, [judge], part.tasks)
  const asked = { judges: [arm], named: [judge], tasks: part.tasks, promptHash: scope.promptHash }
  return callPart({
    store,
    queue,
    claim,
    tables: judgeTables(store, scope),
    limits: limitsOfCall(study.record, 'marking', judge.id, plan, marking.budget, judge.source.baseUrl),
    arm,
    size: { items: part.tasks.length, replicates: 1, withheld: await withheldTasks(study, asked, decisions) },
    plan,
    calls,
    signal,
    lost,
  })
}

async function preparedJudges({ store }: Workshop, { work }: PartAtWork): Promise<PreparedJudges> {
  const payload = markWorkSchema.parse(work.payload)
  const study = queuedStudy(store, payload.study)
  // Keys of other judges may be on other machines.
  const ready = judgesOf(study.protocol.plan, payload.kind, {
    skipKeyless: true,
    dryRun: false,
    now: new Date(),
  })
  if (ready === null) throw cannotCall(payload.kind)
  return { study, kind: payload.kind, judges: ready.judges, named: ready.named, decisions: decided(study) }
}

function cannotCall(judge: string): Error {
  return problem(
    'WORKER_JUDGE',
    'A worker cannot call this judge.',
    'Run the command without --queue for it.',
    {
      value: judge,
    },
  )
}

import { analyseTrial } from '../../analysis/assisted/analyse-trial.ts'
import type { AssistedResults } from '../../analysis/assisted/results-schema.ts'
import { planState } from '../../analysis/plan-state.ts'
import { problem, problemSentence } from '../../problem.ts'
import type { AssistedPlan } from '../../protocol/assisted/assisted-plan.ts'
import { canonicalHash } from '../../protocol/hash.ts'
import type { Plan } from '../../protocol/plan.ts'
import { readCodedTrial } from '../../store/coding/read-coded-trial.ts'
import type { OpenStudy } from '../open-study.ts'
import { shownPath } from '../study-folder.ts'
import { verifiedLocks } from '../study-locks.ts'
import { auditAllocations } from '../trial/audit-allocations.ts'
import { softwareVersion } from '../version.ts'
import { planInForce } from './locked-plan.ts'

export type TrialPlan = Plan & { readonly assisted: AssistedPlan }

/** The plan in force where it is that of an assisted-use trial; null for every other study. */
export async function trialPlan(study: OpenStudy): Promise<TrialPlan | null> {
  const plan = planInForce(study, await verifiedLocks(study))
  const { assisted } = plan
  return assisted === null ? null : { ...plan, assisted }
}

/**
 * Analyses an assisted-use trial by its locked plan. While it goes on, and until the coders have finished, only who took part is
 * told.
 */
export async function trialResults(study: OpenStudy, plan: TrialPlan): Promise<AssistedResults> {
  const { store, record } = study
  const locks = await verifiedLocks(study)
  const trial = await readCodedTrial(store, record, plan.assisted)
  if (trial === null) {
    throw problem(
      'TRIAL_NEVER_OPENED',
      'The trial was never opened, so that nobody can have taken part.',
      'Lock the protocol, then open it with `equipoise trial open`.',
      { place: { file: shownPath(study.folder.path) } },
    )
  }
  const { state, participants, encounters, counts, decisions, stages } = trial
  const decided = encounters.filter(({ decision }) => decision !== null).length
  const { state: planned, sentence } = planState(locks, { marks: decided, firstMarkAt: state.openedAt })
  const lock = locks.at(-1)
  return analyseTrial({
    plan,
    state: planned,
    sentence,
    protocolHash: lock?.protocolHash ?? canonicalHash(study.protocol.document),
    lockVersion: lock?.version ?? null,
    record: { locks, writtenNow: study.protocol.document },
    data: {
      participants,
      encounters,
      decisions,
      stages,
      // The store keeps who consented; who was not eligible is not kept beyond that.
      entry: { consented: counts.enrolled, eligible: null },
    },
    allocations: state.closedAt === null ? null : await auditedAllocations(study),
    closed: state.closedAt !== null,
    softwareVersion,
  })
}

async function auditedAllocations(study: OpenStudy): Promise<AssistedResults['allocations']> {
  const audit = await auditAllocations(study)
  if (audit === null) return null
  return {
    lists: audit.lists.map((one) => ({ ...one })),
    problems: audit.problems.map((one) => ({ code: one.code, sentence: problemSentence(one) })),
  }
}

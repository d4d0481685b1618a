import type { ScoredDecision, StageScore } from '../../assisted/trial-data.ts'
import type { AssistedPlan } from '../../protocol/assisted/assisted-plan.ts'
import { readTrial, type TrialRecord } from '../assisted/read-trial.ts'
import { readTrialCounts, type TrialCounts } from '../assisted/trial-counts.ts'
import { readTrialState, type TrialState } from '../assisted/trial-state.ts'
import { readSnapshot } from '../snapshot.ts'
import type { Store } from '../store.ts'
import { readScoredDecisions, readStageScores } from './read-scores.ts'

/** What an assisted-use trial brought, with its scores. */
export interface CodedTrial extends TrialRecord {
  readonly state: TrialState
  readonly counts: TrialCounts
  readonly decisions: readonly ScoredDecision[]
  readonly stages: readonly StageScore[]
}

/**
 * All that the analysis takes of a trial, as of one moment: whoever takes part, withdraws or codes meanwhile is in all of it or in
 * none. Null where the trial was never opened.
 */
export function readCodedTrial(
  store: Store,
  study: { readonly id: string },
  plan: AssistedPlan,
): Promise<CodedTrial | null> {
  return readSnapshot(store, async (snapshot) => {
    const state = await readTrialState(snapshot, study)
    if (state === null) return null
    return {
      state,
      ...(await readTrial(snapshot, study)),
      counts: await readTrialCounts(snapshot, study, plan),
      decisions: await readScoredDecisions(snapshot, study, plan),
      stages: await readStageScores(snapshot, study, plan),
    }
  })
}

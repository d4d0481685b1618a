import { uncodedDecisions } from '../../assisted/scoring/uncoded-decisions.ts'
import type { AssistedPlan } from '../../protocol/assisted/assisted-plan.ts'
import type { Lock } from '../../protocol/lock.ts'
import { parseProtocol } from '../../protocol/read.ts'
import { readTrialState } from '../../store/assisted/trial-state.ts'
import { readCodedTrial } from '../../store/coding/read-coded-trial.ts'
import { readSnapshot } from '../../store/snapshot.ts'
import type { Store } from '../../store/store.ts'
import { storedLocks } from '../study-locks.ts'

/**
 * Who may know outcomes by arm. `open`: nobody, participants are still randomised. `coding`: nobody who codes or analyses, until every
 * decision has its final code. `told`: whoever reads the report.
 */
export type TrialBlindness = 'no-trial' | 'open' | 'coding' | 'told'

/** Whether the outcomes of a study's trial may be read by arm: from the same moment on at which the analysis tells them. */
export function readTrialBlindness(opened: Store, record: { readonly id: string }): Promise<TrialBlindness> {
  return readSnapshot(opened, async (store) => {
    const state = await readTrialState(store, record)
    if (state === null) return 'no-trial'
    if (state.closedAt === null) return 'open'
    const locks = await storedLocks({ store, record })
    // By the plan that the analysis follows, or where a later lock plans no trial, by that of the opening.
    const plan =
      assistedIn(locks.at(-1)) ??
      assistedIn(locks.find(({ protocolHash }) => protocolHash === state.protocolHash))
    if (plan === null) throw new Error('A trial is opened by a protocol that was locked.')
    const trial = await readCodedTrial(store, record, plan)
    if (trial === null) return 'no-trial'
    const { real, simulated } = uncodedDecisions(trial.participants, trial.encounters, trial.decisions)
    return real + simulated > 0 ? 'coding' : 'told'
  })
}

function assistedIn(lock: Lock | undefined): AssistedPlan | null {
  if (lock === undefined) return null
  const place = `lock ${lock.version} in the store`
  return parseProtocol(lock.protocol, (path) => ({ file: place, field: path.join('.') })).plan.assisted
}

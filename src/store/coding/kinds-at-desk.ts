import { type CodedKind, codedKinds } from '../../assisted/scoring/code.ts'
import { trialState } from '../assisted/trial-state.ts'
import type { Database } from '../database.ts'

/**
 * What may be brought to the coders and counted now. Only people with a model are answered, so that while the trial is open each
 * answer more would tell the arm of whoever came last, and with blocks the next allocation. People type conditions in every arm.
 */
export async function kindsAtDesk(
  database: Database,
  study: { readonly id: string },
): Promise<readonly CodedKind[]> {
  const state = await trialState(database, study)
  return state !== null && state.closedAt !== null ? codedKinds : ['condition']
}

import { withProblems } from '../database-problem.ts'
import { presentConsent, saveConsent } from '../review/consent.ts'
import type { Store } from '../store.ts'
import { findStudy } from '../studies.ts'
import { askReviewer } from './ask-reviewer.ts'

/** Whether a person allowed what they said on the ask page to be kept, and did not take it back. Reads only. */
export async function hasAskConsent(store: Store, studyKey: string, person: string): Promise<boolean> {
  const known = await reviewerOf(store, studyKey, person)
  return known !== null && (await presentConsent(store.database, known.study, known.reviewer)) === true
}

/** Takes it back, for all that is on record. Somebody of whom nothing is on record leaves nothing by it. */
export async function withdrawAskConsent(store: Store, studyKey: string, person: string): Promise<void> {
  const known = await reviewerOf(store, studyKey, person)
  if (known !== null) await saveConsent(store, known.study, known.reviewer, false)
}

async function reviewerOf(store: Store, studyKey: string, person: string) {
  const study = await findStudy(store, studyKey)
  if (study === null) return null
  const reviewer = await withProblems(() => askReviewer(store.database, study.id, person))
  return reviewer === null ? null : { study, reviewer }
}

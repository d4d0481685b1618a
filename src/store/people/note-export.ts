import { withProblems } from '../database-problem.ts'
import type { Store } from '../store.ts'
import { appendAudit } from './audit.ts'

/** Enters in the log that all of a blind study is handed over, before it is. */
export function noteBlindExport(
  store: Store,
  study: { readonly id: string },
  actor: string,
  reason: string,
): Promise<void> {
  return withProblems(() =>
    store.database
      .transaction()
      .execute((transaction) =>
        appendAudit(transaction, study, { kind: 'study-exported', actor, detail: { reason, blind: true } }),
      ),
  )
}

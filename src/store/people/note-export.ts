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

/** Enters in the log that preferences on questions of the gate are handed over, before they are: who trains on them spoils it. */
export function noteGatePreferences(
  store: Store,
  study: { readonly id: string },
  actor: string | null,
  detail: { readonly reason: string; readonly split: string; readonly preferences: number },
): Promise<void> {
  return withProblems(() =>
    store.database
      .transaction()
      .execute((transaction) =>
        appendAudit(transaction, study, { kind: 'gate-preferences-written', actor, detail: { ...detail } }),
      ),
  )
}

/** Enters in the log of a blind study that a backup of it is made, before it is. */
export function noteBackup(store: Store, study: { readonly id: string }): Promise<void> {
  return withProblems(() =>
    store.database
      .transaction()
      .execute((transaction) =>
        appendAudit(transaction, study, { kind: 'backup-made', actor: null, detail: { blind: true } }),
      ),
  )
}

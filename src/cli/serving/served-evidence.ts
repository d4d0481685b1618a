import { ProblemError } from '../../problem.ts'
import type { ServedEvidence, ServedLedger } from '../../server/evidence/served-evidence.ts'
import { readBlindness } from '../../store/review/unblind.ts'
import type { Store } from '../../store/store.ts'
import { ledgerFingerprint, readLedgerFolder } from '../evidence/ledger-folder.ts'

/** The ledger of a folder for a server: read once, and again when a file of it changed. */
export function servedEvidence(
  store: Store,
  study: { readonly id: string },
  folder: string | null,
): ServedEvidence {
  return {
    ledger: keptLedger(folder),
    isOpenToAll: async () => (await readBlindness(store, study)).state === 'unblinded',
  }
}

/** Reads a ledger whenever it changed, once for all who ask at the same time. @param folder Null: the one that ships. */
export function keptLedger(folder: string | null): () => Promise<ServedLedger> {
  let kept: { readonly fingerprint: string; readonly ledger: Promise<ServedLedger> } | null = null
  return async () => {
    try {
      const fingerprint = await ledgerFingerprint(folder)
      if (kept?.fingerprint !== fingerprint) kept = { fingerprint, ledger: orProblems(folder) }
      return await kept.ledger
    } catch (error) {
      kept = null
      if (error instanceof ProblemError) return { state: 'broken', problems: error.problems }
      throw error
    }
  }
}

async function orProblems(folder: string | null): Promise<ServedLedger> {
  try {
    return { state: 'read', index: await readLedgerFolder(folder) }
  } catch (error) {
    if (error instanceof ProblemError) return { state: 'broken', problems: error.problems }
    throw error
  }
}

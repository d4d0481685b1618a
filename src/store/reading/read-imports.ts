import { withProblems } from '../database-problem.ts'
import { importRowSchema } from '../rows.ts'
import type { Store } from '../store.ts'

export interface StoredImport {
  readonly id: string
  readonly kind: string
  readonly fileName: string
  readonly fileSha256: string
  readonly rowsRead: number
  readonly rowsImported: number
  /** Problems that left rows out, by code. */
  readonly skipped: readonly { readonly code: string; readonly n: number }[]
  /** UTC. */
  readonly createdAt: string
}

/** The files that were imported into a study, in that order. */
export function readImports(store: Store, study: { readonly id: string }): Promise<readonly StoredImport[]> {
  return withProblems(async () => {
    const rows = await store.database
      .selectFrom('import')
      .selectAll()
      .where('study_id', '=', study.id)
      .orderBy('id')
      .execute()
    return rows.map((raw) => {
      const row = importRowSchema.parse(raw)
      return {
        id: row.id,
        kind: row.kind,
        fileName: row.file_name,
        fileSha256: row.file_sha256,
        rowsRead: row.rows_read,
        rowsImported: row.rows_imported,
        skipped: row.skipped,
        createdAt: row.created_at,
      }
    })
  })
}

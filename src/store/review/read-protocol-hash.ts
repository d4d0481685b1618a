import { withProblems } from '../database-problem.ts'
import type { Store } from '../store.ts'

/** Hash of the protocol by which the review of a study was opened; null where none was. */
export function readProtocolHash(store: Store, study: { readonly id: string }): Promise<string | null> {
  return withProblems(async () => {
    const row = await store.database
      .selectFrom('review')
      .select('protocol_hash')
      .where('study_id', '=', study.id)
      .executeTakeFirst()
    return row?.protocol_hash ?? null
  })
}

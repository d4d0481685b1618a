import { withProblems } from '../database-problem.ts'
import type { Store } from '../store.ts'

/** Ids of a study's items or arms by their keys. */
export function readKeyIds(
  store: Store,
  study: { readonly id: string },
  table: 'item' | 'arm',
): Promise<ReadonlyMap<string, string>> {
  return withProblems(async () => {
    const rows = await store.database
      .selectFrom(table)
      .select(['key', 'id'])
      .where('study_id', '=', study.id)
      .execute()
    return new Map(rows.map(({ key, id }) => [key, id]))
  })
}

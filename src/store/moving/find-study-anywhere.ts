import { withProblems } from '../database-problem.ts'
import type { Store } from '../store.ts'

/** The id of the study of this key, also where another database is the one to go on in; null where there is none. */
export function findStudyAnywhere(store: Store, key: string): Promise<string | null> {
  return withProblems(async () => {
    const row = await store.database
      .selectFrom('study')
      .select('id')
      .where('key', '=', key)
      .executeTakeFirst()
    return row?.id ?? null
  })
}

import { sql } from 'kysely'
import type { Store } from '../store.ts'

/**
 * Lets PostgreSQL count what an import has added. It does so by itself some time later; until then its plans
 * for reading a million rows are those for an empty table.
 */
export async function refreshStatistics(store: Store): Promise<void> {
  await sql`analyze item, answer, judgment`.execute(store.database)
}

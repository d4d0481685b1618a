import { sql } from 'kysely'
import type { Store } from '../../src/store/store.ts'
import { until } from '../../src/store/testing/temporary-workspace.ts'

/** Waits until as many commands are at the database and have to wait for what the test holds there. */
export async function waitingForLocks(store: Store, commands: number): Promise<void> {
  await until(async () => {
    const { rows } = await sql`
      select from pg_stat_activity where wait_event_type = 'Lock' and application_name = 'equipoise'`.execute(
      store.database,
    )
    return rows.length >= commands
  }, 60_000)
}

import { sql } from 'kysely'
import { commitCalls, type JournalScope, readItems, slotRecords } from '../collecting/call-journal.ts'
import type { Store } from '../store.ts'
import type { CallTables } from './claimed-journal.ts'

/** The tables of arms' calls, for the arms and items of a part. */
export function armTables(store: Store, scope: JournalScope): CallTables {
  const { studyId, armIds, itemIds } = scope
  return {
    lose: async (database, calls) => {
      await sql`
        insert into call_outcome (id, study_id, status, usd, tokens)
        select id, study_id, 'in-doubt', worst_usd, worst_tokens from call where id = any(${[...calls]}::uuid[])
        on conflict (id) do nothing`.execute(database)
    },
    touched: async (database) => {
      const { rows } = await sql`
        select item_id, arm_id, replicate, bool_or(answered) as answered, sum(in_doubt)::int as in_doubt
        from (
          select item_id, arm_id, replicate, true as answered, 0 as in_doubt
          from answer
          where study_id = ${studyId}::uuid and item_id = any(${[...itemIds]}::uuid[])
            and arm_id = any(${[...armIds]}::uuid[])
          union all
          select call.item_id, call.arm_id, call.replicate, false, 1
          from call_outcome join call on call.id = call_outcome.id
          where call_outcome.study_id = ${studyId}::uuid and call_outcome.status = 'in-doubt'
            and call.item_id = any(${[...itemIds]}::uuid[]) and call.arm_id = any(${[...armIds]}::uuid[])
        ) as slot
        group by item_id, arm_id, replicate`.execute(database)
      return slotRecords(scope, rows)
    },
    prepare: async () => (database, finished, begun) => commitCalls(database, scope, finished, begun),
    items: (places) => readItems(store.database, scope, places),
  }
}

import { type Kysely, sql } from 'kysely'
import type { Tables } from './database.ts'

/** After rows came with their numbers: what is dealt from now on comes after what was. */
export async function continueDealOrder(database: Kysely<Tables>): Promise<void> {
  await sql`
    select setval('review_deal_order', greatest(
      (select last_value from review_deal_order), (select coalesce(max(seq), 1) from review_assignment),
      (select coalesce(max(seq), 1) from review_return)
    ))`.execute(database)
}

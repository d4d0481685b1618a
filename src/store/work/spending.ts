import { sql } from 'kysely'
import { z } from 'zod'
import { withProblems } from '../database-problem.ts'
import type { Store } from '../store.ts'

const totalsSchema = z.object({ usd: z.number(), tokens: z.int(), inDoubt: z.int() })

/** What the calls of a study's arms, or of its judges, have cost so far, those in doubt at their worst. */
export function readSpending(
  store: Store,
  study: { readonly id: string },
  section: 'collect' | 'marking',
): Promise<z.infer<typeof totalsSchema>> {
  const table = sql.table(section === 'collect' ? 'call_outcome' : 'judge_outcome')
  return withProblems(async () => {
    const { rows } = await sql`
      select coalesce(sum(usd), 0) as usd, coalesce(sum(tokens), 0)::bigint as tokens,
        count(*) filter (where status = 'in-doubt') as "inDoubt"
      from ${table} where study_id = ${study.id}::uuid`.execute(store.database)
    return totalsSchema.parse(rows[0])
  })
}

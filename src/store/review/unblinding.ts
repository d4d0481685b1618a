import { sql } from 'kysely'
import { z } from 'zod'
import { auditEntrySchema } from '../../review/people/audit-entry.ts'
import { withProblems } from '../database-problem.ts'
import type { Store } from '../store.ts'
import { isUnblinded } from './conditions.ts'

const rowSchema = z.object({ document: z.string(), name: z.string().nullable() })

/** Who ended the blind, when and why. */
export interface Unblinding {
  readonly at: string
  /** Null where the person's data were deleted. */
  readonly by: string | null
  readonly reason: string
}

/** The end of the blind as the log tells it; null where the study is blind or has no review. */
export function readUnblinding(store: Store, study: { readonly id: string }): Promise<Unblinding | null> {
  return withProblems(async () => {
    // The log has an entry for every question that was dealt: it is read only once there is something to find.
    const { rows } = await sql`
      with ending as materialized (
        select document from audit_entry
        where study_id = ${study.id}::uuid and ${isUnblinded(study)}
          and (document::jsonb)->>'kind' = 'unblinded'
        order by number limit 1
      )
      select document, person_private.name from ending
      left join person_private on person_private.person_id::text = (document::jsonb)->>'actor'`.execute(
      store.database,
    )
    if (rows[0] === undefined) return null
    const { document, name } = rowSchema.parse(rows[0])
    const { at, detail } = auditEntrySchema.parse(JSON.parse(document))
    return { at, by: name, reason: String(detail.reason ?? '') }
  })
}

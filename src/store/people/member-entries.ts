import { sql } from 'kysely'
import { z } from 'zod'
import { roleSchema } from '../../review/people/role.ts'
import { withProblems } from '../database-problem.ts'
import type { Store } from '../store.ts'

const rowSchema = z.object({
  person: z.string(),
  /** Null where the person's data were deleted. */
  name: z.string().nullable(),
  role: roleSchema,
  since: z.string(),
  entry: z.enum(['invited', 'expired', 'entered']),
})

export type MemberEntry = Readonly<z.infer<typeof rowSchema>>

/** Everybody who has a role now, in the order in which they got it, and whether they ever came in. */
export function readMemberEntries(
  store: Store,
  study: { readonly id: string },
): Promise<readonly MemberEntry[]> {
  return withProblems(async () => {
    const { rows } = await sql`
      select membership.person_id as person, person_private.name, membership.role,
        membership.granted_at as since,
        case
          when exists (select from invitation where invitation.person_id = membership.person_id
            and used_at is not null) then 'entered'
          when exists (select from invitation where invitation.person_id = membership.person_id
            and revoked_at is null and expires_at > clock_timestamp()) then 'invited'
          else 'expired'
        end as entry
      from membership left join person_private on person_private.person_id = membership.person_id
      where membership.study_id = ${study.id}::uuid and membership.revoked_at is null
      order by membership.granted_at, membership.id`.execute(store.database)
    return rows.map((row) => rowSchema.parse(row))
  })
}

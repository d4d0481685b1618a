import { withProblems } from '../database-problem.ts'
import type { Store } from '../store.ts'
import { profileSchema } from './declarations.ts'

/** What fields reviewers said they work in, by pseudonym; who said none, or whose data were deleted, is not there. */
export function readSpecialties(
  store: Store,
  study: { readonly id: string },
): Promise<ReadonlyMap<string, readonly string[]>> {
  return withProblems(async () => {
    const rows = await store.database
      .selectFrom('person_private')
      .select(['person_id', 'profile'])
      .where('study_id', '=', study.id)
      .execute()
    const known = rows.map(
      (row) => [row.person_id, profileSchema.parse(row.profile ?? {}).specialties] as const,
    )
    return new Map(known.filter(([, specialties]) => specialties.length > 0))
  })
}

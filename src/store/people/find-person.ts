import { z } from 'zod'
import { withProblems } from '../database-problem.ts'
import type { Store } from '../store.ts'

/** Pseudonym of a person by name or by the pseudonym itself; null where the study knows nobody by it. */
export function findPerson(
  store: Store,
  study: { readonly id: string },
  name: string,
): Promise<string | null> {
  return withProblems(async () => {
    const byName = await store.database
      .selectFrom('person_private')
      .select('person_id')
      .where('study_id', '=', study.id)
      .where('name', '=', name)
      .executeTakeFirst()
    if (byName !== undefined) return byName.person_id
    if (!z.guid().safeParse(name).success) return null
    const byPseudonym = await store.database
      .selectFrom('person')
      .select('id')
      .where('study_id', '=', study.id)
      .where('id', '=', name)
      .executeTakeFirst()
    return byPseudonym?.id ?? null
  })
}

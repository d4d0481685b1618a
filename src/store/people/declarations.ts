import { z } from 'zod'
import { withProblems } from '../database-problem.ts'
import type { Store } from '../store.ts'

/** What a reviewer said of themselves; it decides which questions they get. */
export const profileSchema = z.strictObject({
  specialties: z.array(z.string().min(1).max(200)).max(50).default([]),
  /** Ids of arms that they use in their work. */
  uses: z.array(z.string().min(1).max(200)).max(50).default([]),
  /** Ids of arms whose maker pays them. */
  paidBy: z.array(z.string().min(1).max(200)).max(50).default([]),
})

export type Profile = Readonly<z.infer<typeof profileSchema>>

/** What is said now of a person; what is absent stays as it is known. */
export type Declarations = { readonly [Field in keyof Profile]?: readonly string[] | undefined }

/** Something known of a person that an invitation changed. */
export interface ChangedDetail {
  readonly field: 'email' | keyof Profile
  readonly before: string
  readonly now: string
}

const fields = ['specialties', 'uses', 'paidBy'] as const

/** A profile with what is said of it now, and what that changed. */
export function declaredAnew(
  before: Profile,
  said: Declarations,
): { readonly profile: Profile; readonly changed: readonly ChangedDetail[] } {
  const profile = profileSchema.parse(
    Object.fromEntries(fields.map((field) => [field, [...(said[field] ?? before[field])]])),
  )
  const changed = fields
    .map((field) => ({ field, before: before[field].join(', '), now: profile[field].join(', ') }))
    .filter((one) => one.before !== one.now)
  return { profile, changed }
}

/** What a person said of themselves; empty lists where nothing is known. */
export function readProfile(store: Store, study: { readonly id: string }, person: string): Promise<Profile> {
  return withProblems(async () => {
    const row = await store.database
      .selectFrom('person_private')
      .select('profile')
      .where('study_id', '=', study.id)
      .where('person_id', '=', person)
      .executeTakeFirst()
    return profileSchema.parse(row?.profile ?? {})
  })
}

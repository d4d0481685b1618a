import { createHmac, randomBytes, randomUUID } from 'node:crypto'
import type { Transaction } from 'kysely'
import type { Tables } from '../database.ts'
import { storableText } from '../imports/storable-text.ts'
import { type ChangedDetail, type Declarations, declaredAnew, profileSchema } from './declarations.ts'

/** A digest that says whether two words are the same as long as the salt is there, and nothing once it is gone. */
export function saltedDigest(salt: string, word: string): string {
  return createHmac('sha256', salt).update(word, 'utf8').digest('hex')
}

/**
 * The person of a name, made where the study knows nobody by it, with what is said of them now. `declared` is all that is
 * known of the person besides the name, in words of which only a digest goes on record.
 */
export async function knownOrNew(
  transaction: Transaction<Tables>,
  studyId: string,
  person: { readonly name: string; readonly email?: string | undefined; readonly profile?: Declarations },
): Promise<{
  readonly id: string
  readonly salt: string
  readonly changed: readonly ChangedDetail[]
  readonly declared: string
}> {
  const known = await transaction
    .selectFrom('person_private')
    .select(['person_id', 'salt', 'email', 'profile'])
    .where('study_id', '=', studyId)
    .where('name', '=', person.name)
    .executeTakeFirst()
  const { profile, changed } = declaredAnew(profileSchema.parse(known?.profile ?? {}), person.profile ?? {})
  const email = person.email ?? known?.email ?? null
  const declared = JSON.stringify({ email, profile })
  if (known !== undefined) {
    await transaction
      .updateTable('person_private')
      .set({ email, profile: JSON.stringify(profile), study_id: studyId })
      .where('person_id', '=', known.person_id)
      .execute()
    const address =
      email === known.email ? [] : [{ field: 'email' as const, before: known.email ?? '', now: email ?? '' }]
    return { id: known.person_id, salt: known.salt, changed: [...address, ...changed], declared }
  }
  // Not a time-ordered id: a pseudonym must not tell when the person was entered.
  const id = randomUUID()
  const salt = randomBytes(16).toString('hex')
  await transaction.insertInto('person').values({ id, study_id: studyId }).execute()
  await transaction
    .insertInto('person_private')
    .values({
      person_id: id,
      study_id: studyId,
      name: storableText(person.name, 'name'),
      salt,
      email,
      profile: JSON.stringify(profile),
    })
    .execute()
  return { id, salt, changed: [], declared }
}

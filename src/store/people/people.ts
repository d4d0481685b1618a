import { createHmac, randomBytes, randomUUID } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import { v7 } from 'uuid'
import { z } from 'zod'
import { problem } from '../../problem.ts'
import type { Role } from '../../review/people/role.ts'
import { roleSchema } from '../../review/people/role.ts'
import type { Tables } from '../database.ts'
import { withProblems } from '../database-problem.ts'
import { storableText } from '../imports/storable-text.ts'
import { withdrawConsent } from '../review/consent.ts'
import type { Store } from '../store.ts'
import { appendAudit } from './audit.ts'
import { newToken, tokenHash } from './token.ts'

/** What a reviewer said of themselves; it decides which questions they get. */
export const profileSchema = z.strictObject({
  specialties: z.array(z.string().min(1).max(200)).max(50).default([]),
  /** Ids of arms that they use in their work. */
  uses: z.array(z.string().min(1).max(200)).max(50).default([]),
  /** Ids of arms whose maker pays them. */
  paidBy: z.array(z.string().min(1).max(200)).max(50).default([]),
})

export type Profile = Readonly<z.infer<typeof profileSchema>>

export interface NewPerson {
  /** Name by which the study knows the person; unique in the study. */
  readonly name: string
  readonly email?: string | undefined
  readonly role: Role
  readonly profile?: Profile
}

export interface Invitation {
  readonly person: string
  /** Printed once, in the link; only its hash is kept. */
  readonly token: string
  readonly expiresAt: string
}

/** A present member of a study. */
export interface Member {
  readonly person: string
  /** Null where the person's data were deleted. */
  readonly name: string | null
  readonly role: Role
  readonly grantedAt: string
}

/**
 * Gives a person a role and a link to enter by. A person who is in the study already gets the new role and a further
 * link; their older links that nobody used end.
 *
 * @param actor Pseudonym of who invites; null for the command line.
 */
export function invite(
  store: Store,
  study: { readonly id: string },
  person: NewPerson,
  actor: string | null,
  lifetimeHours: number,
): Promise<Invitation> {
  return withProblems(() =>
    store.database.transaction().execute(async (transaction) => {
      await sql`select from study where id = ${study.id}::uuid for no key update`.execute(transaction)
      const { id, salt } = await knownOrNew(transaction, study.id, person)
      await grant(transaction, study, id, person.role, actor)
      await transaction
        .updateTable('invitation')
        .set({ revoked_at: sql`clock_timestamp()` })
        .where('study_id', '=', study.id)
        .where('person_id', '=', id)
        .where('used_at', 'is', null)
        .where('revoked_at', 'is', null)
        .execute()
      const token = newToken()
      const made = await transaction
        .insertInto('invitation')
        .values({
          id: v7(),
          study_id: study.id,
          person_id: id,
          token_hash: tokenHash(token),
          expires_at: sql`clock_timestamp() + make_interval(hours => ${lifetimeHours})`,
        })
        .returning('expires_at')
        .executeTakeFirstOrThrow()
      await appendAudit(transaction, study, {
        kind: 'person-invited',
        actor,
        detail: { person: id, role: person.role, name: digest(salt, person.name) },
      })
      return { person: id, token, expiresAt: made.expires_at }
    }),
  )
}

/** A digest that says whether two words are the same as long as the salt is there, and nothing once it is gone. */
function digest(salt: string, word: string): string {
  return createHmac('sha256', salt).update(word, 'utf8').digest('hex')
}

async function knownOrNew(transaction: Transaction<Tables>, studyId: string, person: NewPerson) {
  const known = await transaction
    .selectFrom('person_private')
    .select(['person_id', 'salt'])
    .where('study_id', '=', studyId)
    .where('name', '=', person.name)
    .executeTakeFirst()
  const profile =
    person.profile === undefined ? undefined : JSON.stringify(profileSchema.parse(person.profile))
  if (known !== undefined) {
    await transaction
      .updateTable('person_private')
      .set({
        ...(person.email === undefined ? {} : { email: person.email }),
        ...(profile === undefined ? {} : { profile }),
        study_id: studyId,
      })
      .where('person_id', '=', known.person_id)
      .execute()
    return { id: known.person_id, salt: known.salt }
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
      email: person.email ?? null,
      profile: profile ?? '{}',
    })
    .execute()
  return { id, salt }
}

async function grant(
  transaction: Transaction<Tables>,
  study: { readonly id: string },
  person: string,
  role: Role,
  actor: string | null,
): Promise<void> {
  const present = await transaction
    .selectFrom('membership')
    .select(['id', 'role'])
    .where('study_id', '=', study.id)
    .where('person_id', '=', person)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  if (present?.role === role) return
  if (present !== undefined) await endMembership(transaction, study, person, actor)
  await transaction
    .insertInto('membership')
    .values({ id: v7(), study_id: study.id, person_id: person, role })
    .execute()
  await appendAudit(transaction, study, { kind: 'role-granted', actor, detail: { person, role } })
}

async function endMembership(
  transaction: Transaction<Tables>,
  study: { readonly id: string },
  person: string,
  actor: string | null,
): Promise<boolean> {
  const ended = await transaction
    .updateTable('membership')
    .set({ revoked_at: sql`clock_timestamp()` })
    .where('study_id', '=', study.id)
    .where('person_id', '=', person)
    .where('revoked_at', 'is', null)
    .returning('role')
    .executeTakeFirst()
  if (ended === undefined) return false
  await transaction
    .updateTable('web_session')
    .set({ ended_at: sql`clock_timestamp()` })
    .where('study_id', '=', study.id)
    .where('person_id', '=', person)
    .where('ended_at', 'is', null)
    .execute()
  await transaction
    .updateTable('invitation')
    .set({ revoked_at: sql`clock_timestamp()` })
    .where('study_id', '=', study.id)
    .where('person_id', '=', person)
    .where('revoked_at', 'is', null)
    .execute()
  await appendAudit(transaction, study, { kind: 'role-revoked', actor, detail: { person, role: ended.role } })
  return true
}

/** Ends a person's role, sessions and links; what they did stays. False where they had no role. */
export function revoke(
  store: Store,
  study: { readonly id: string },
  person: string,
  actor: string | null,
): Promise<boolean> {
  return withProblems(() =>
    store.database.transaction().execute((transaction) => endMembership(transaction, study, person, actor)),
  )
}

/**
 * Deletes what is known of a person: name, address, salt, declarations, free words, sessions and links. Judgments and the
 * log stay, by a pseudonym that now belongs to nobody; consent to use them for training is withdrawn.
 *
 * @throws ProblemError PERSON_UNKNOWN where the study knows nothing of the person.
 */
export function deletePerson(
  store: Store,
  study: { readonly id: string },
  person: string,
  actor: string | null,
): Promise<void> {
  return withProblems(() =>
    store.database.transaction().execute(async (transaction) => {
      await endMembership(transaction, study, person, actor)
      await withdrawConsent(transaction, study, person)
      for (const table of [
        'review_comment',
        'capture_difference_words',
        'capture_slot',
        'invitation',
        'web_session',
      ] as const) {
        await transaction
          .deleteFrom(table)
          .where('study_id', '=', study.id)
          .where('person_id', '=', person)
          .execute()
      }
      const gone = await transaction
        .deleteFrom('person_private')
        .where('study_id', '=', study.id)
        .where('person_id', '=', person)
        .returning('person_id')
        .executeTakeFirst()
      if (gone === undefined) throw unknownPerson(person)
      await appendAudit(transaction, study, { kind: 'person-deleted', actor, detail: { person } })
    }),
  )
}

export function unknownPerson(person: string) {
  return problem(
    'PERSON_UNKNOWN',
    'The study knows nobody by this name or pseudonym.',
    'List its people with `equipoise people`.',
    { value: person },
  )
}

const memberSchema = z.object({
  person: z.string(),
  name: z.string().nullable(),
  role: roleSchema,
  grantedAt: z.string(),
})

/** Everybody who has a role in the study now, in the order in which they got it. */
export function readMembers(store: Store, study: { readonly id: string }): Promise<readonly Member[]> {
  return withProblems(async () => {
    const { rows } = await sql`
      select membership.person_id as person, person_private.name, membership.role,
        membership.granted_at as "grantedAt"
      from membership left join person_private on person_private.person_id = membership.person_id
      where membership.study_id = ${study.id}::uuid and membership.revoked_at is null
      order by membership.granted_at, membership.id`.execute(store.database)
    return rows.map((row) => memberSchema.parse(row))
  })
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

import { sql, type Transaction } from 'kysely'
import { v7 } from 'uuid'
import { z } from 'zod'
import { problem } from '../../problem.ts'
import type { Role } from '../../review/people/role.ts'
import { roleSchema } from '../../review/people/role.ts'
import { forgetParticipant } from '../assisted/withdraw.ts'
import type { Tables } from '../database.ts'
import { withProblems } from '../database-problem.ts'
import { withdrawConsent } from '../review/consent.ts'
import { lockDeal } from '../review/deal.ts'
import { returnHeld } from '../review/return-held.ts'
import type { Store } from '../store.ts'
import { appendAudit } from './audit.ts'
import type { ChangedDetail, Declarations } from './declarations.ts'
import { knownOrNew, saltedDigest } from './known-person.ts'
import { newToken, tokenHash } from './token.ts'

export interface NewPerson {
  /** Name by which the study knows the person; unique in the study. */
  readonly name: string
  readonly email?: string | undefined
  readonly role: Role
  readonly profile?: Declarations
}

export interface Invitation {
  readonly person: string
  /** Printed once, in the link; only its hash is kept. */
  readonly token: string
  readonly expiresAt: string
  /** Whether the person had this role before. */
  readonly present: boolean
  /** Links of the person that could still have been used, and cannot any more. */
  readonly endedLinks: number
  /** What was known of the person and is otherwise now; empty for somebody new. */
  readonly changed: readonly ChangedDetail[]
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
 * Gives a person a role and a link to enter by. A person who has the role already gets a further link; their older links
 * that nobody used end. What is not said of a person who is known stays as it is.
 *
 * @param actor Pseudonym of who invites; null for the command line.
 * @throws ProblemError PERSON_OTHER_ROLE where somebody of this name has another role.
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
      const { id, salt, changed, declared } = await knownOrNew(transaction, study.id, person)
      const present = await grant(transaction, study, { id, ...person }, actor)
      const ended = await transaction
        .updateTable('invitation')
        .set({ revoked_at: sql`clock_timestamp()` })
        .where('study_id', '=', study.id)
        .where('person_id', '=', id)
        .where('used_at', 'is', null)
        .where('revoked_at', 'is', null)
        .returning(sql<boolean>`expires_at > clock_timestamp()`.as('open'))
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
        detail: {
          person: id,
          role: person.role,
          name: saltedDigest(salt, person.name),
          ...(changed.length === 0
            ? {}
            : {
                changed: changed.map(({ field }) => field).join(', '),
                declared: saltedDigest(salt, declared),
              }),
        },
      })
      const endedLinks = ended.filter(({ open }) => open).length
      return { person: id, token, expiresAt: made.expires_at, present, endedLinks, changed }
    }),
  )
}

/** @returns Whether the person had the role before. */
async function grant(
  transaction: Transaction<Tables>,
  study: { readonly id: string },
  { id, name, role }: Pick<NewPerson, 'name' | 'role'> & { readonly id: string },
  actor: string | null,
): Promise<boolean> {
  const present = await transaction
    .selectFrom('membership')
    .select('role')
    .where('study_id', '=', study.id)
    .where('person_id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  if (present?.role === role) return true
  if (present !== undefined) {
    // Two roles at once would let one see what the other must not know; a slip must not change one into the other.
    throw problem(
      'PERSON_OTHER_ROLE',
      'Somebody of this name has another role in the study.',
      'Take that role back first, or choose a name that tells the two apart.',
      { place: { field: 'name' }, value: `${name}, ${present.role}` },
    )
  }
  await transaction
    .insertInto('membership')
    .values({ id: v7(), study_id: study.id, person_id: id, role })
    .execute()
  await appendAudit(transaction, study, { kind: 'role-granted', actor, detail: { person: id, role } })
  return false
}

async function endMembership(
  transaction: Transaction<Tables>,
  study: { readonly id: string },
  person: string,
  actor: string | null,
): Promise<boolean> {
  // Before any other lock, as whoever deals takes it.
  await lockDeal(transaction, study)
  const ended = await transaction
    .updateTable('membership')
    .set({ revoked_at: sql`clock_timestamp()` })
    .where('study_id', '=', study.id)
    .where('person_id', '=', person)
    .where('revoked_at', 'is', null)
    .returning('role')
    .executeTakeFirst()
  if (ended === undefined) return false
  if (ended.role === 'reviewer') await returnHeld(transaction, study, person)
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

/**
 * Ends a person's role, sessions and links; what they did stays, and questions in hand go back to be dealt again. False where
 * they had no role.
 */
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
 * log stay, by a pseudonym that now belongs to nobody; consent to use them for training is withdrawn. Of a participant of an
 * assisted-use trial the decisions go too.
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
      if (!(await forgetPerson(transaction, study, person, actor))) throw unknownPerson(person)
    }),
  )
}

/** The same within a transaction. Gives whether anything was known of the person. */
export async function forgetPerson(
  transaction: Transaction<Tables>,
  study: { readonly id: string },
  person: string,
  actor: string | null,
): Promise<boolean> {
  await endMembership(transaction, study, person, actor)
  await withdrawConsent(transaction, study, person)
  const took = await forgetParticipant(transaction, study, person)
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
  if (gone === undefined && !took) return false
  await appendAudit(transaction, study, { kind: 'person-deleted', actor, detail: { person } })
  return true
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

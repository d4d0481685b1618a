import { sql } from 'kysely'
import { z } from 'zod'
import { type Role, roleSchema } from '../../review/people/role.ts'
import { withProblems } from '../database-problem.ts'
import type { Store } from '../store.ts'
import { appendAudit } from './audit.ts'
import { newToken, sessionTokenOf, tokenHash } from './token.ts'

/** Who is behind a session. */
export interface Visitor {
  readonly study: string
  readonly person: string
  readonly name: string
  readonly role: Role
}

export type Entry =
  | { readonly entered: true; readonly session: string; readonly visitor: Visitor }
  | { readonly entered: false; readonly because: 'unknown' | 'used' | 'expired' | 'revoked' }

const invitationSchema = z.object({
  id: z.string(),
  study_id: z.string(),
  person_id: z.string(),
  used: z.boolean(),
  revoked: z.boolean(),
  expired: z.boolean(),
})

/** How long after it was used a link still answers the browser that used it. */
const sameBrowserMinutes = 10

/**
 * Enters by a link, which opens once. Two who use it at the same moment do not both get in. A browser that names itself by
 * a secret may ask again for a while, because the first answer may have been lost on its way: it gets the same session.
 *
 * @param sessionHours How long the session lasts.
 * @param browser A secret of the browser that asks; null for one that has none.
 */
export function enter(
  store: Store,
  token: string,
  sessionHours: number,
  browser: string | null = null,
): Promise<Entry> {
  return withProblems(() =>
    store.database.transaction().execute(async (transaction): Promise<Entry> => {
      const { rows } = await sql`
        select id, study_id, person_id, used_at is not null as used, revoked_at is not null as revoked,
          expires_at <= clock_timestamp() as expired
        from invitation where token_hash = ${tokenHash(token)} for update`.execute(transaction)
      if (rows[0] === undefined) return { entered: false, because: 'unknown' }
      const invitation = invitationSchema.parse(rows[0])
      const study = { id: invitation.study_id }
      const session = sessionTokenOf(token, browser ?? newToken())
      if (invitation.used && !invitation.revoked) {
        const visitor = await visitorAgain(transaction, session)
        if (visitor !== null) {
          await appendAudit(transaction, study, {
            kind: 'person-entered',
            actor: visitor.person,
            detail: { again: true },
          })
          return { entered: true, session, visitor }
        }
      }
      const because = invitation.revoked
        ? 'revoked'
        : invitation.used
          ? 'used'
          : invitation.expired
            ? 'expired'
            : null
      if (because !== null) {
        await appendAudit(transaction, study, {
          kind: 'entry-refused',
          actor: null,
          detail: { person: invitation.person_id, because },
        })
        return { entered: false, because }
      }
      await transaction
        .updateTable('invitation')
        .set({ used_at: sql`clock_timestamp()` })
        .where('id', '=', invitation.id)
        .execute()
      await transaction
        .insertInto('web_session')
        .values({
          token_hash: tokenHash(session),
          study_id: study.id,
          person_id: invitation.person_id,
          expires_at: sql`clock_timestamp() + make_interval(hours => ${sessionHours})`,
        })
        .execute()
      const visitor = await visitorBy(transaction, tokenHash(session))
      if (visitor === null) return { entered: false, because: 'revoked' }
      await appendAudit(transaction, study, { kind: 'person-entered', actor: visitor.person, detail: {} })
      return { entered: true, session, visitor }
    }),
  )
}

const visitorSchema = z.object({
  study: z.string(),
  person: z.string(),
  name: z.string(),
  role: roleSchema,
})

async function visitorBy(database: Store['database'], hash: string): Promise<Visitor | null> {
  const { rows } = await sql`
    select web_session.study_id as study, web_session.person_id as person, person_private.name, membership.role
    from web_session
    join person_private on person_private.person_id = web_session.person_id
    join membership on membership.study_id = web_session.study_id
      and membership.person_id = web_session.person_id and membership.revoked_at is null
    where web_session.token_hash = ${hash} and web_session.ended_at is null
      and web_session.expires_at > clock_timestamp()`.execute(database)
  return rows[0] === undefined ? null : visitorSchema.parse(rows[0])
}

/** Who is behind a session that began a moment ago; null where there is none, or it is no longer young. */
async function visitorAgain(transaction: Store['database'], session: string): Promise<Visitor | null> {
  const hash = tokenHash(session)
  const { rows } = await sql`
    select from web_session where token_hash = ${hash}
      and created_at > clock_timestamp() - make_interval(mins => ${sameBrowserMinutes})`.execute(transaction)
  return rows.length === 0 ? null : visitorBy(transaction, hash)
}

/** Who is behind a session's token; null where there is none, it ended, or the person has no role any more. */
export function visitorOf(store: Store, token: string): Promise<Visitor | null> {
  return withProblems(() => visitorBy(store.database, tokenHash(token)))
}

/** Ends a session. */
export function leave(store: Store, token: string): Promise<void> {
  return withProblems(() =>
    store.database.transaction().execute(async (transaction) => {
      const ended = await transaction
        .updateTable('web_session')
        .set({ ended_at: sql`clock_timestamp()` })
        .where('token_hash', '=', tokenHash(token))
        .where('ended_at', 'is', null)
        .returning(['study_id', 'person_id'])
        .executeTakeFirst()
      if (ended === undefined) return
      await appendAudit(
        transaction,
        { id: ended.study_id },
        {
          kind: 'session-ended',
          actor: ended.person_id,
          detail: {},
        },
      )
    }),
  )
}

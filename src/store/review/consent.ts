import { sql, type Transaction } from 'kysely'
import { v7 } from 'uuid'
import { z } from 'zod'
import type { Database, Tables } from '../database.ts'
import { withProblems } from '../database-problem.ts'
import { appendAudit } from '../people/audit.ts'
import { timeSchema } from '../rows.ts'
import type { Store } from '../store.ts'
import { reviewerLock } from './conditions.ts'

const consentSchema = z.object({ person: z.string(), given: z.boolean(), saidAt: timeSchema })

/** Whether a reviewer's marks and comments may be used to train and test models, as said last. */
export type Consent = Readonly<z.infer<typeof consentSchema>>

/** Puts on record what a reviewer says; the same said again is no news. */
export function saveConsent(
  store: Store,
  study: { readonly id: string },
  person: string,
  given: boolean,
): Promise<void> {
  return withProblems(() =>
    store.database
      .transaction()
      .execute((transaction) => saveConsentWithin(transaction, study, person, given)),
  )
}

/** The same within a transaction of something else. */
export async function saveConsentWithin(
  transaction: Transaction<Tables>,
  study: { readonly id: string },
  person: string,
  given: boolean,
): Promise<void> {
  // In one order with the reviewer's marks, which carry what was said before them.
  await sql`select pg_advisory_xact_lock(${reviewerLock}, hashtext(${person}))`.execute(transaction)
  const present = await presentConsent(transaction, study, person)
  if (present === given) return
  await transaction
    .insertInto('review_consent')
    .values({ id: v7(), study_id: study.id, person_id: person, given })
    .execute()
  await appendAudit(transaction, study, { kind: 'consent-answered', actor: person, detail: { given } })
}

/** What a reviewer said last; null where they were never asked or did not answer, which is not yes. */
export function readConsent(
  store: Store,
  study: { readonly id: string },
  person: string,
): Promise<boolean | null> {
  return withProblems(() => presentConsent(store.database, study, person))
}

/** What every reviewer of a study who answered said last, by pseudonym. Who is not among them did not say yes. */
export function readConsents(store: Store, study: { readonly id: string }): Promise<readonly Consent[]> {
  return withProblems(async () => {
    const { rows } = await sql`
      select distinct on (person_id) person_id as person, given, said_at as "saidAt" from review_consent
      where study_id = ${study.id}::uuid
      order by person_id, seq desc`.execute(store.database)
    return rows.map((row) => consentSchema.parse(row))
  })
}

/** The same within a transaction, or outside of one. */
export async function presentConsent(
  database: Database,
  study: { readonly id: string },
  person: string,
): Promise<boolean | null> {
  const row = await database
    .selectFrom('review_consent')
    .select('given')
    .where('study_id', '=', study.id)
    .where('person_id', '=', person)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.given ?? null
}

/** Takes back what a person whose data are deleted allowed: nobody is left who could take it back. */
export async function withdrawConsent(
  transaction: Database,
  study: { readonly id: string },
  person: string,
): Promise<void> {
  if ((await presentConsent(transaction, study, person)) !== true) return
  await transaction
    .insertInto('review_consent')
    .values({ id: v7(), study_id: study.id, person_id: person, given: false })
    .execute()
}

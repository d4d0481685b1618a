import { sql } from 'kysely'
import { z } from 'zod'
import { withProblems } from '../database-problem.ts'
import { deletePerson } from '../people/people.ts'
import type { Store } from '../store.ts'
import { type DueQuestions, deleteAsked, dueQuestions } from './delete-asked.ts'
import { appendToWorkspace, noStudy } from './workspace-log.ts'

/** How many days are kept; null: until somebody deletes it. */
export interface RetentionRule {
  /** What is known of reviewers, from the day on which their study was unblinded. */
  readonly peopleDays: number | null
  /** Questions of the ask page with their answers and marks, from the day on which they were kept. */
  readonly askedDays: number | null
}

export interface DuePeople {
  readonly study: string
  readonly title: string
  readonly closedAt: string
  /** Pseudonyms. */
  readonly people: readonly string[]
}

export interface Due {
  readonly people: readonly DuePeople[]
  readonly asked: readonly DueQuestions[]
}

const ruleSchema = z.object({ peopleDays: z.int().nullable(), askedDays: z.int().nullable() })
const dueSchema = z.object({
  study: z.string(),
  title: z.string(),
  closedAt: z.string(),
  people: z.array(z.string()),
})

/** The rule of the workspace; without one, nothing is ever due. */
export function readRule(store: Store): Promise<RetentionRule> {
  return withProblems(async () => {
    const { rows } = await sql`
      select people_days as "peopleDays", asked_days as "askedDays" from retention_rule`.execute(
      store.database,
    )
    return rows[0] === undefined ? { peopleDays: null, askedDays: null } : ruleSchema.parse(rows[0])
  })
}

/** Sets the rule of the workspace, and says so in its log. */
export function setRule(store: Store, { peopleDays, askedDays }: RetentionRule): Promise<void> {
  return withProblems(() =>
    store.database.transaction().execute(async (transaction) => {
      await sql`
        insert into retention_rule (people_days, asked_days) values (${peopleDays}, ${askedDays})
        on conflict (id) do update set people_days = excluded.people_days, asked_days = excluded.asked_days`.execute(
        transaction,
      )
      await appendToWorkspace(transaction, noStudy, {
        kind: 'retention-changed',
        actor: null,
        detail: { peopleDays, askedDays },
      })
    }),
  )
}

/** What the rule says should be gone by now. */
export function readDue(store: Store, { peopleDays, askedDays }: RetentionRule): Promise<Due> {
  return withProblems(async () => ({
    people: peopleDays === null ? [] : await duePeople(store, peopleDays),
    asked: askedDays === null ? [] : await dueQuestions(store, askedDays),
  }))
}

async function duePeople(store: Store, days: number): Promise<readonly DuePeople[]> {
  const { rows } = await sql`
    select study.id as study, study.title, review_closing.closed_at as "closedAt",
      array_agg(person_private.person_id::text order by person_private.person_id) as people
    from review_closing
    join study on study.id = review_closing.study_id
    join person_private on person_private.study_id = study.id
    where review_closing.closed_at < clock_timestamp() - make_interval(days => ${days}::int)
      and not exists (
        select from membership
        where membership.person_id = person_private.person_id and membership.revoked_at is null
          and membership.role <> 'reviewer'
      )
    group by study.id, study.title, review_closing.closed_at order by study.id`.execute(store.database)
  return rows.map((row) => dueSchema.parse(row))
}

/**
 * Deletes what is due. Each person's deletion is in the log of their study, as if an owner had done it; the log of the workspace
 * counts them. Where it is broken off, the rest is due still.
 */
export function applyRule(store: Store, rule: RetentionRule): Promise<Due> {
  return withProblems(async () => {
    const due = await readDue(store, rule)
    for (const { study, people } of due.people) {
      for (const person of people) await deletePerson(store, { id: study }, person, null)
      await store.database.transaction().execute((transaction) =>
        appendToWorkspace(transaction, study, {
          kind: 'people-deleted',
          actor: null,
          detail: { people: people.length, olderThanDays: rule.peopleDays },
        }),
      )
    }
    const asked = rule.askedDays === null ? [] : await deleteAsked(store, rule.askedDays)
    return { people: due.people, asked }
  })
}

import { sql, type Transaction } from 'kysely'
import { z } from 'zod'
import { type Criterion, criterionSchema } from '../../items/item.ts'
import { type FilledForm, judgmentsOfForm, type MarkedAxis } from '../../review/marks/judgments-of-form.ts'
import { logEvent } from '../../telemetry/log.ts'
import { marksSaved } from '../../telemetry/measures.ts'
import type { Tables } from '../database.ts'
import { withProblems } from '../database-problem.ts'
import { storableText } from '../imports/storable-text.ts'
import type { Store } from '../store.ts'
import { closeLock, isReturned, isUnblinded, reviewerLock } from './conditions.ts'
import { presentConsent } from './consent.ts'
import { recordJudgments } from './record-judgments.ts'

/** What a reviewer did to a task, as it comes in. */
export type ReviewEvent =
  | {
      readonly kind: 'form'
      readonly key: string
      readonly task: string
      readonly form: FilledForm & { readonly comment: string | null }
      readonly complete: boolean
      readonly undo: boolean
      readonly shownAt: string
      readonly madeAt: string
      readonly activeSeconds: number
      readonly rulebook: string | null
    }
  | {
      readonly kind: 'guess'
      readonly key: string
      readonly task: string
      readonly guesses: readonly (string | null)[]
      readonly madeAt: string
    }

export type EventOutcome =
  | { readonly key: string; readonly saved: true }
  | {
      readonly key: string
      readonly saved: false
      readonly code: 'TASK_NOT_YOURS' | 'TASK_RETURNED' | 'REVIEW_CLOSED' | 'KEY_TAKEN' | 'FORM_INVALID'
      readonly message: string
    }

export interface ReviewRules {
  /** The axes of a task, by its form and the criteria of its item. */
  readonly axes: (form: 'pairwise' | 'absolute', criteria: readonly Criterion[]) => readonly MarkedAxis[]
  /** Whether any axis is marked by criteria; else those of items are not read. */
  readonly marksCriteria: boolean
  readonly asksUnsafe: boolean
  /** Whether reviewers were asked if their marks may be used for training. */
  readonly asksConsent: boolean
  /** Arms that can be guessed, by what the reviewer's page calls them. */
  readonly guesses: ReadonlySet<string>
}

/**
 * Puts what a reviewer did on record, in the order given, in one transaction: once it returns, everything `saved` is
 * durable, whatever happens to the process. An event that came before is saved already and changes nothing.
 */
export function saveEvents(
  store: Store,
  study: { readonly id: string },
  reviewer: string,
  events: readonly ReviewEvent[],
  rules: ReviewRules,
): Promise<readonly EventOutcome[]> {
  let marks = 0
  return withProblems(async () => {
    const saved = await store.database.transaction().execute(async (transaction) => {
      // One reviewer's events follow one another, also where two of their tabs send at once.
      await sql`select pg_advisory_xact_lock(${reviewerLock}, hashtext(${reviewer}))`.execute(transaction)
      const closed = await isClosed(transaction, study)
      const consent = rules.asksConsent ? await presentConsent(transaction, study, reviewer) : null
      const onMarks = (n: number): void => {
        marks += n
      }
      const present = { closed, consent, onMarks }
      const outcomes: EventOutcome[] = []
      for (const event of events) {
        outcomes.push(await saveEvent(transaction, study, reviewer, event, rules, present))
      }
      return outcomes
    })
    marksSaved(marks)
    logEvent({ event: 'marks.saved', marks, refused: saved.filter((one) => !one.saved).length })
    return saved
  })
}

interface Present {
  readonly closed: boolean
  readonly consent: boolean | null
  /** Told how many judgments an event brought. */
  readonly onMarks: (n: number) => void
}

async function isClosed(transaction: Transaction<Tables>, study: { readonly id: string }): Promise<boolean> {
  // Whoever closes the review waits for marks that are on their way, and later ones find it closed.
  await sql`select pg_advisory_xact_lock_shared(${closeLock}, hashtext(${study.id}))`.execute(transaction)
  const { rows } = await sql<{ readonly closed: boolean }>`select ${isUnblinded(study)} as closed`.execute(
    transaction,
  )
  return rows[0]?.closed === true
}

const taskSchema = z.object({
  form: z.enum(['pairwise', 'absolute']),
  role: z.enum(['study', 'training', 'gold', 'repeat']),
  first: z.enum(['a', 'b']),
  item_id: z.string(),
  arm_a_id: z.string(),
  arm_b_id: z.string().nullable(),
  rendering: z.string().nullable(),
  spans_a: z.array(z.tuple([z.number(), z.number()])),
  spans_b: z.array(z.tuple([z.number(), z.number()])).nullable(),
  criteria: z.array(criterionSchema).nullable(),
  returned: z.boolean(),
})

type Task = z.infer<typeof taskSchema>

async function saveEvent(
  transaction: Transaction<Tables>,
  study: { readonly id: string },
  reviewer: string,
  event: ReviewEvent,
  rules: ReviewRules,
  { closed, consent, onMarks }: Present,
): Promise<EventOutcome> {
  const { key } = event
  const refused = (code: Extract<EventOutcome, { saved: false }>['code'], message: string): EventOutcome => ({
    key,
    saved: false,
    code,
    message,
  })
  const known = await transaction
    .selectFrom('review_event')
    .select(['reviewer_id', 'task_id'])
    .where('study_id', '=', study.id)
    .where('key', '=', key)
    .executeTakeFirst()
  if (known !== undefined) {
    return known.reviewer_id === reviewer && known.task_id === event.task
      ? { key, saved: true }
      : refused('KEY_TAKEN', 'The key belongs to another event.')
  }
  if (closed) return refused('REVIEW_CLOSED', 'The review is closed: marks can no longer be changed.')
  const task = await readTask(transaction, study.id, event.task, reviewer, rules.marksCriteria)
  if (task === null) return refused('TASK_NOT_YOURS', 'The question is not among yours.')
  if (task.returned) {
    return refused(
      'TASK_RETURNED',
      'The question went back to the others because it was left undone too long.',
    )
  }
  if (event.kind === 'guess') {
    const shown = task.arm_b_id === null ? 1 : 2
    if (
      event.guesses.length !== shown ||
      event.guesses.some((one) => one !== null && !rules.guesses.has(one))
    )
      return refused('FORM_INVALID', 'The guess names something that is no choice.')
    await insertEvent(transaction, study.id, reviewer, event, { guesses: event.guesses })
    return { key, saved: true }
  }
  const reading = judgmentsOfForm(
    {
      form: task.form,
      first: task.first,
      spans: task.spans_b === null ? [task.spans_a] : [task.spans_a, task.spans_b],
      axes: rules.axes(task.form, task.criteria ?? []),
      asksUnsafe: rules.asksUnsafe,
    },
    event.form,
    event.complete,
  )
  if (!reading.legal) {
    return refused('FORM_INVALID', `${reading.field} is ${reading.value}; expected ${reading.expected}.`)
  }
  const { marks, adequate, unsafe, comment } = event.form
  await insertEvent(transaction, study.id, reviewer, event, {
    marks,
    adequate,
    unsafe,
    shownAt: event.shownAt,
    rulebook: event.rulebook,
  })
  if (comment !== null && comment.trim() !== '') {
    await transaction
      .insertInto('review_comment')
      .values({
        study_id: study.id,
        event_key: key,
        person_id: reviewer,
        words: storableText(comment, 'comment'),
      })
      .execute()
  }
  onMarks(await recordJudgments(transaction, study.id, { reviewer, consent }, event, task, reading.judgments))
  return { key, saved: true }
}

async function readTask(
  transaction: Transaction<Tables>,
  studyId: string,
  task: string,
  reviewer: string,
  withCriteria: boolean,
): Promise<Task | null> {
  const criteria = sql`(select content->'criteria' from item where item.id = review_unit.item_id)`
  // The last assignment of the unit to this reviewer: one that went back may have been taken again.
  const { rows } = await sql`
    select review_unit.form,
      case when review_unit.repeats is null then review_unit.role else 'repeat' end as role, review_task.first, review_unit.item_id, review_task.arm_a_id,
      review_task.arm_b_id, review_unit.rendering, shown_a.spans as spans_a, shown_b.spans as spans_b,
      ${withCriteria ? criteria : sql`null::jsonb`} as criteria,
      ${isReturned} as returned
    from review_task
    join review_unit on review_unit.id = review_task.unit_id
    join review_assignment on review_assignment.unit_id = review_unit.id
      and review_assignment.reviewer_id = ${reviewer}::uuid
    join shown_answer as shown_a on shown_a.id = review_task.shown_a_id
    left join shown_answer as shown_b on shown_b.id = review_task.shown_b_id
    where review_task.id = ${task}::uuid and review_task.study_id = ${studyId}::uuid
    order by review_assignment.seq desc limit 1`.execute(transaction)
  return rows[0] === undefined ? null : taskSchema.parse(rows[0])
}

async function insertEvent(
  transaction: Transaction<Tables>,
  studyId: string,
  reviewer: string,
  event: ReviewEvent,
  body: Readonly<Record<string, unknown>>,
): Promise<void> {
  await transaction
    .insertInto('review_event')
    .values({
      study_id: studyId,
      key: event.key,
      task_id: event.task,
      reviewer_id: reviewer,
      kind: event.kind === 'guess' ? 'guess' : event.undo ? 'undo' : 'form',
      body: JSON.stringify(body),
      complete: event.kind === 'guess' ? null : event.complete,
      active_seconds: event.kind === 'guess' ? null : event.activeSeconds,
      made_at: event.madeAt,
    })
    .execute()
}

import { sql } from 'kysely'
import { z } from 'zod'
import { withProblems } from '../database-problem.ts'
import type { Store } from '../store.ts'
import { hasRubric, isReturned } from './conditions.ts'

const rowSchema = z.object({
  form: z.enum(['pairwise', 'absolute']),
  rubric: z.boolean(),
  arm_a: z.string(),
  arm_b: z.string().nullable(),
  tasks: z.int(),
  done: z.int(),
  given: z.int(),
  givenWhenDone: z.int(),
})

/** Tasks of the study that show the same arms in the same form, of items with or without a rubric, and how many marks they have. Never what the marks are. */
export interface TaskMarks {
  readonly form: 'pairwise' | 'absolute'
  readonly rubric: boolean
  readonly arms: readonly string[]
  readonly tasks: number
  readonly done: number
  /** Marks that are not missing, and those of them in tasks of finished units. */
  readonly given: number
  readonly givenWhenDone: number
}

const shownSchema = rowSchema.pick({ form: true, arm_a: true, arm_b: true, tasks: true })

/** The tasks alone, as `readTaskMarks` counts them: in a large study their marks take seconds to count. */
export function readTasksOfArms(
  store: Store,
  study: { readonly id: string },
): Promise<readonly Pick<TaskMarks, 'form' | 'arms' | 'tasks'>[]> {
  return withProblems(async () => {
    const { rows } = await sql`
      select review_unit.form, arm_a.key as arm_a, arm_b.key as arm_b, count(*) as tasks
      from review_task
      join review_unit on review_unit.id = review_task.unit_id
        and review_unit.role = 'study' and review_unit.repeats is null
      join arm as arm_a on arm_a.id = review_task.arm_a_id
      left join arm as arm_b on arm_b.id = review_task.arm_b_id
      where review_task.study_id = ${study.id}::uuid
      group by review_unit.form, arm_a.key, arm_b.key`.execute(store.database)
    return rows
      .map((row) => shownSchema.parse(row))
      .map(({ arm_a, arm_b, ...counted }) => ({ ...counted, arms: armsOf({ arm_a, arm_b }) }))
  })
}

/** How many marks the tasks of an open review have; training, gold and what is shown once more are left out. */
export function readTaskMarks(store: Store, study: { readonly id: string }): Promise<readonly TaskMarks[]> {
  return withProblems(async () => {
    const { rows } = await sql`
      with present as (
        select distinct on (task_id, reviewer_id) task_id, reviewer_id, complete from review_event
        where study_id = ${study.id}::uuid and kind <> 'guess'
        order by task_id, reviewer_id, seq desc
      ), held as (
        select review_assignment.unit_id, review_assignment.reviewer_id
        from review_assignment where study_id = ${study.id}::uuid
          and not ${isReturned}
      ), finished as (
        select held.unit_id, bool_and(coalesce(present.complete, false)) as done
        from held join review_task on review_task.unit_id = held.unit_id
        left join present on present.task_id = review_task.id and present.reviewer_id = held.reviewer_id
        group by held.unit_id
      ), mark as (
        select review_mark.task_id, count(*) as given
        from review_mark
        join judgment on judgment.id = review_mark.judgment_id and judgment.value is not null
        join review_task on review_task.id = review_mark.task_id
        join held on held.unit_id = review_task.unit_id and held.reviewer_id = judgment.reviewer_id
        where review_mark.study_id = ${study.id}::uuid
          -- Few are superseded: read once, they need not be looked for with every mark.
          and judgment.id not in (
            select supersedes from judgment where study_id = ${study.id}::uuid and supersedes is not null
          )
        group by review_mark.task_id
      ), asked as (
        select item.id, ${hasRubric} as rubric from item where study_id = ${study.id}::uuid
      )
      select review_unit.form, asked.rubric, arm_a.key as arm_a, arm_b.key as arm_b, count(*) as tasks,
        count(*) filter (where finished.done) as done,
        coalesce(sum(mark.given), 0)::bigint as given,
        coalesce(sum(mark.given) filter (where finished.done), 0)::bigint as "givenWhenDone"
      from review_task
      join review_unit on review_unit.id = review_task.unit_id
        and review_unit.role = 'study' and review_unit.repeats is null
      join asked on asked.id = review_unit.item_id
      join arm as arm_a on arm_a.id = review_task.arm_a_id
      left join arm as arm_b on arm_b.id = review_task.arm_b_id
      left join finished on finished.unit_id = review_task.unit_id
      left join mark on mark.task_id = review_task.id
      where review_task.study_id = ${study.id}::uuid
      group by review_unit.form, asked.rubric, arm_a.key, arm_b.key`.execute(store.database)
    return rows
      .map((row) => rowSchema.parse(row))
      .map(({ arm_a, arm_b, ...counts }) => ({ ...counts, arms: armsOf({ arm_a, arm_b }) }))
  })
}

function armsOf({ arm_a, arm_b }: Pick<z.infer<typeof rowSchema>, 'arm_a' | 'arm_b'>): readonly string[] {
  return arm_b === null ? [arm_a] : [arm_a, arm_b]
}

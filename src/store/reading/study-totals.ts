import { sql } from 'kysely'
import { z } from 'zod'
import { withProblems } from '../database-problem.ts'
import type { Store } from '../store.ts'

const totalsSchema = z.object({
  items: z.int(),
  answers: z.int(),
  /** All that were ever written: corrections and missing marks too. */
  judgments: z.int(),
  /** Marks for the outcome analysis that came from files and are not missing. */
  importedMarks: z.int(),
  screenDecisions: z.int(),
  machineMarks: z.int(),
})

export type StudyTotals = Readonly<z.infer<typeof totalsSchema>>

/** Numbers of rows that only ever grow: where none has changed, nothing was added. */
export function readStudyTotals(store: Store, study: { readonly id: string }): Promise<StudyTotals> {
  return withProblems(async () => {
    const { rows } = await sql`
      select
        (select count(*) from item where study_id = ${study.id}::uuid) as items,
        (select count(*) from answer where study_id = ${study.id}::uuid) as answers,
        (select count(*) from judgment where study_id = ${study.id}::uuid) as judgments,
        (select count(*) from judgment where study_id = ${study.id}::uuid and import_id is not null
          and role = 'study' and value is not null
          and not exists (select from judgment later where later.supersedes = judgment.id)) as "importedMarks",
        (select count(*) from screen_decision where study_id = ${study.id}::uuid) as "screenDecisions",
        (select count(*) from machine_mark where study_id = ${study.id}::uuid) as "machineMarks"`.execute(
      store.database,
    )
    return totalsSchema.parse(rows[0])
  })
}

/** From so many answers and marks on a study is large: what reads all of them takes longer than people wait. */
const largeRows = 50_000

export function isLarge({ answers, judgments }: StudyTotals): boolean {
  return answers + judgments >= largeRows
}

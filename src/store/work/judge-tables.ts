import { sql } from 'kysely'
import { z } from 'zod'
import type { SlotRecord } from '../../answers/collecting/arm-slots.ts'
import { taskKey } from '../../judging/calls/judge-task.ts'
import { type MarkJournalScope, recordingMarks } from '../marking/mark-journal.ts'
import type { Store } from '../store.ts'
import type { CallTables } from './claimed-journal.ts'

const touchedSchema = z.object({
  judge: z.string(),
  task: z.string(),
  answered: z.boolean(),
  in_doubt: z.int(),
})

/** The tables of judges' calls, for the judges and tasks of a part. */
export function judgeTables(store: Store, scope: MarkJournalScope): CallTables {
  const { studyId, kind, judges, tasks, promptHash } = scope
  const keys = tasks.map((task) => taskKey(task, promptHash))
  return {
    ...recordingMarks(store, scope),
    lose: async (database, calls) => {
      await sql`
        insert into judge_outcome (id, study_id, status, usd, tokens)
        select id, study_id, 'in-doubt', worst_usd, worst_tokens from judge_call where id = any(${[...calls]}::uuid[])
        on conflict (id) do nothing`.execute(database)
    },
    touched: async (database) => {
      // A task whose call was answered or refused has its mark: both are written in one transaction.
      const { rows } = await sql`
        select call.judge, call.task, bool_or(outcome.status in ('answered', 'refused')) as answered,
          (count(*) filter (where outcome.status = 'in-doubt'))::int as in_doubt
        from judge_call as call join judge_outcome as outcome on outcome.id = call.id
        where call.study_id = ${studyId}::uuid and call.kind = ${kind} and call.task = any(${keys}::text[])
          and call.judge = any(${judges.map(({ id }) => id)}::text[])
        group by call.judge, call.task`.execute(database)
      const places = new Map(keys.map((key, place) => [key, place]))
      return judges.map(({ id }): readonly SlotRecord[] =>
        rows
          .map((row) => touchedSchema.parse(row))
          .filter(({ judge }) => judge === id)
          .flatMap(({ task, answered, in_doubt }) => {
            const slot = places.get(task)
            return slot === undefined ? [] : [{ slot, answered, inDoubt: in_doubt }]
          }),
      )
    },
  }
}

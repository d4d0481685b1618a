import { sql } from 'kysely'
import { z } from 'zod'
import { judgeFailureReasons } from '../../judging/judge.ts'
import type { Database } from '../database.ts'

const rowSchema = z.object({
  task: z.string(),
  kind: z.enum(['matcher', 'judge']),
  proposer: z.string(),
  condition: z.string().nullable(),
  disposition: z.string().nullable(),
  score: z.number().nullable(),
  failure: z.enum(judgeFailureReasons).nullable(),
})

/** What a machine proposes for a text. */
export type StoredProposal = Readonly<z.infer<typeof rowSchema>>

/** All proposals of a study; of several by one judge on a text (another wording) the last one. */
export async function readProposals(
  database: Database,
  study: { readonly id: string },
): Promise<readonly StoredProposal[]> {
  const { rows } = await sql`
    select distinct on (task_id, proposer) task_id as task, kind, proposer, condition, disposition, score, failure
    from coding_proposal where study_id = ${study.id}::uuid
    order by task_id, proposer, proposed_at desc, id`.execute(database)
  return rows.map((row) => rowSchema.parse(row))
}

import { sql } from 'kysely'
import { z } from 'zod'
import { parsedJson } from '../../parsed-json.ts'
import { type AuditEntry, auditEntrySchema, type SealedEntry } from '../../review/people/audit-entry.ts'
import { withProblems } from '../database-problem.ts'
import { readAudit } from '../people/audit.ts'
import { readSnapshot } from '../snapshot.ts'
import type { Store } from '../store.ts'
import { type TrialState, trialState } from './trial-state.ts'

/** An allocation as the store has it. */
const allocationSchema = z.object({
  list: z.enum(['real', 'simulated']),
  number: z.int(),
  arm: z.string(),
  strata: z.record(z.string(), z.string()),
  cases: z.array(z.object({ case: z.string(), arm: z.string() })),
})

/** All that an audit of the randomisation compares. */
export interface AllocationLog {
  readonly state: TrialState
  readonly secret: string
  /** By list and number. */
  readonly allocations: readonly Readonly<z.infer<typeof allocationSchema>>[]
  readonly log: readonly SealedEntry[]
  /** The entries of the log that can be read. */
  readonly entries: readonly AuditEntry[]
}

const secretSchema = z.object({ secret: z.string() })

/** The allocations of a study's trial, its secret and its log, as of one moment; null where it was never opened. */
export function readAllocationLog(
  store: Store,
  study: { readonly id: string },
): Promise<AllocationLog | null> {
  return withProblems(() =>
    readSnapshot(store, async (snapshot) => {
      const { database } = snapshot
      const state = await trialState(database, study)
      if (state === null) return null
      const secrets = await sql`select secret from trial where study_id = ${study.id}::uuid`.execute(database)
      const { rows } = await sql`
        select kind as list, number, arm.key as arm, strata, (
          select coalesce(json_agg(json_build_object('case', item.key, 'arm', own.key) order by place), '[]')
          from encounter join item on item.id = encounter.item_id join arm as own on own.id = encounter.arm_id
          where encounter.person_id = allocation.person_id
        ) as cases
        from allocation join arm on arm.id = allocation.arm_id
        where allocation.study_id = ${study.id}::uuid order by kind, number`.execute(database)
      const log = await readAudit(snapshot, study)
      return {
        state,
        secret: secretSchema.parse(secrets.rows[0]).secret,
        allocations: rows.map((row) => allocationSchema.parse(row)),
        log,
        entries: log.flatMap(({ document }) => {
          const entry = auditEntrySchema.safeParse(parsedJson(document))
          return entry.success ? [entry.data] : []
        }),
      }
    }),
  )
}

import { randomUUID } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import { z } from 'zod'
import type { AllocationRecord, DealtCase } from '../../assisted/randomisation/allocation.ts'
import { allocationSeal } from '../../assisted/randomisation/allocation-seal.ts'
import { dealCases } from '../../assisted/randomisation/deal-cases.ts'
import { nextAllocation } from '../../assisted/randomisation/next-allocation.ts'
import type { AssistedPlan } from '../../protocol/assisted/assisted-plan.ts'
import type { Database, Tables } from '../database.ts'
import { withProblems } from '../database-problem.ts'
import { appendAudit } from '../people/audit.ts'
import type { Store } from '../store.ts'
import type { ParticipantKind } from './enrol.ts'
import { holdParticipant } from './hold-participant.ts'
import { isRecruiting } from './recruiting.ts'

/** Advisory lock under which the participants of a trial are randomised, one after the other. */
export const trialLock = 0x45515564

const secretSchema = z.object({ secret: z.string(), kind: z.enum(['real', 'simulated']) })
const answersSchema = z.array(z.object({ question: z.string(), value: z.unknown() }))
const historySchema = z.array(
  z.object({ number: z.int(), arm: z.string(), strata: z.record(z.string(), z.string()) }),
)

/**
 * Gives a participant their arm and cases. The arm is computed at this moment from the secret and all allocations before, under a lock:
 * two who come at once get one number each, and no allocation exists before its participant. Who was randomised stays so.
 *
 * The log tells the number and a keyed hash of the allocation (`allocationSeal`), from which nobody learns the arm before the secret is
 * released.
 *
 * @returns `closed`: recruiting has ended, and nothing was drawn.
 * @throws ProblemError ALLOCATION_STRATUM where the baseline questions are not answered.
 */
export function randomise(
  store: Store,
  study: { readonly id: string },
  plan: AssistedPlan,
  person: string,
): Promise<'randomised' | 'closed'> {
  return withProblems(() =>
    store.database.transaction().execute(async (transaction) => {
      await sql`select pg_advisory_xact_lock(${trialLock}, hashtext(${study.id}))`.execute(transaction)
      if (!(await holdParticipant(transaction, study, person))) return 'closed'
      const before = await transaction
        .selectFrom('allocation')
        .select('number')
        .where('person_id', '=', person)
        .executeTakeFirst()
      if (before !== undefined) return 'randomised'
      const { rows } = await sql`
        select secret, kind from trial join participant on participant.study_id = trial.study_id
        where participant.person_id = ${person}::uuid`.execute(transaction)
      const { secret, kind } = secretSchema.parse(rows[0])
      if (kind === 'real' && !(await isRecruiting(transaction, study, plan))) return 'closed'
      const source = { secret, list: kind }
      const history = await readAllocations(transaction, study, kind)
      const answers = await baselineAnswers(transaction, person)
      const allocation = nextAllocation(plan.randomisation, history, answers, source)
      const cases = dealCases(plan, history, allocation, source)
      await write(transaction, study, { person, kind, allocation, cases })
      await appendAudit(transaction, study, {
        kind: 'participant-randomised',
        actor: person,
        detail: {
          list: kind,
          number: allocation.number,
          seal: allocationSeal(source, allocation, cases),
        },
      })
      return 'randomised'
    }),
  )
}

/** All allocations of a list, in the order of their numbers. */
export async function readAllocations(
  database: Database,
  study: { readonly id: string },
  kind: ParticipantKind,
): Promise<readonly AllocationRecord[]> {
  const { rows } = await sql`
    select number, arm.key as arm, strata from allocation join arm on arm.id = allocation.arm_id
    where allocation.study_id = ${study.id}::uuid and kind = ${kind} order by number`.execute(database)
  return historySchema.parse(rows)
}

/** Answers that are options; the randomisation takes no others. */
async function baselineAnswers(
  transaction: Transaction<Tables>,
  person: string,
): Promise<Readonly<Record<string, string>>> {
  const { rows } = await sql`
    select question, value from participant_answer
    where person_id = ${person}::uuid and form = 'baseline'`.execute(transaction)
  return Object.fromEntries(
    answersSchema
      .parse(rows)
      .flatMap(({ question, value }) => (typeof value === 'string' ? [[question, value] as const] : [])),
  )
}

async function write(
  transaction: Transaction<Tables>,
  study: { readonly id: string },
  drawn: {
    readonly person: string
    readonly kind: ParticipantKind
    readonly allocation: AllocationRecord
    readonly cases: readonly DealtCase[]
  },
): Promise<void> {
  const { person, kind, allocation, cases } = drawn
  const arm = (key: string) =>
    sql<string>`(select id from arm where study_id = ${study.id}::uuid and key = ${key})`
  await transaction
    .insertInto('allocation')
    .values({
      study_id: study.id,
      kind,
      number: allocation.number,
      person_id: person,
      arm_id: arm(allocation.arm),
      strata: JSON.stringify(allocation.strata),
    })
    .execute()
  await transaction
    .insertInto('encounter')
    .values(
      cases.map((dealt) => ({
        id: randomUUID(),
        study_id: study.id,
        person_id: person,
        place: dealt.place,
        item_id: sql<string>`(select id from item where study_id = ${study.id}::uuid and key = ${dealt.case})`,
        arm_id: arm(dealt.arm),
      })),
    )
    .execute()
}

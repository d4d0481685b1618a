import { sql } from 'kysely'
import { z } from 'zod'
import type { Code } from '../../assisted/scoring/code.ts'
import { consensus } from '../../assisted/scoring/consensus.ts'
import { problem } from '../../problem.ts'
import type { AssistedPlan } from '../../protocol/assisted/assisted-plan.ts'
import { withProblems } from '../database-problem.ts'
import type { Store } from '../store.ts'
import { readCodings, type StoredText } from './read-codings.ts'

export interface GivenCoding {
  /** Drawn by the page: sent again, it is on record once. */
  readonly key: string
  readonly task: string
  readonly code: Code
  readonly role: 'coder' | 'adjudicator'
}

const presentSchema = z.object({ task_id: z.string(), person_id: z.string() })

/**
 * Puts on record what a person says of a text. Another coding by the same person on the same text takes the place of the one before,
 * until somebody has adjudicated.
 *
 * @throws ProblemError CODING_GONE where the study has no such text, or not any more; CODING_CODE where the code is none of this
 * text; CODING_TAKEN where it was coded by enough others meanwhile; CODING_ADJUDICATED where its code is final; CODING_AGREED where
 * there is nothing to adjudicate; CODING_OWN where a coder would adjudicate a text of their own.
 */
export function saveCoding(
  store: Store,
  study: { readonly id: string },
  plan: Pick<AssistedPlan, 'cases' | 'dispositions' | 'coding'>,
  person: string,
  { key, task, code, role }: GivenCoding,
): Promise<void> {
  return withProblems(() =>
    store.database.transaction().execute(async (transaction) => {
      // Two who code at once are one after the other here.
      await sql`
        select from coding_task where study_id = ${study.id}::uuid and id = ${task}::uuid
        for no key update`.execute(transaction)
      const { rows } = await sql`select task_id, person_id from coding where id = ${key}::uuid`.execute(
        transaction,
      )
      if (rows[0] !== undefined) {
        const present = presentSchema.parse(rows[0])
        if (present.task_id === task && present.person_id === person) return
        throw problem('CODING_KEY', 'This key belongs to another coding.', 'Load the page again.')
      }
      const [text] = await readCodings(transaction, study, task)
      if (text === undefined || !text.words) {
        throw problem(
          'CODING_GONE',
          'This text is not there any more: who typed it had it deleted.',
          'Go on with the next one.',
        )
      }
      checkCode(plan, text, code)
      checkTurn(text, plan.coding.coders, person, role)
      await transaction
        .insertInto('coding')
        .values({ id: key, study_id: study.id, task_id: task, person_id: person, role, ...code })
        .execute()
    }),
  )
}

function checkCode(
  { cases, dispositions }: Pick<AssistedPlan, 'cases' | 'dispositions'>,
  { kind, case: key }: StoredText,
  { condition, disposition }: Code,
): void {
  const names = (cases.find(({ id }) => id === key)?.conditions ?? []).map(({ name }) => name)
  const advice = kind === 'reply' ? dispositions.map(({ id }) => id) : []
  const wrong = [
    ...(condition === null || names.includes(condition) ? [] : [{ value: condition, legal: names }]),
    ...(disposition === null || advice.includes(disposition) ? [] : [{ value: disposition, legal: advice }]),
  ][0]
  if (wrong === undefined) return
  throw problem('CODING_CODE', 'This is no code of this text.', 'Choose one that the page shows, or none.', {
    value: wrong.value,
    expected: wrong.legal.length === 0 ? 'none' : wrong.legal.join(', '),
  })
}

function checkTurn(text: StoredText, coders: number, person: string, role: GivenCoding['role']): void {
  const { state } = consensus(text, coders)
  if (role === 'coder') {
    if (text.adjudicated !== null) {
      throw problem(
        'CODING_ADJUDICATED',
        'Somebody has decided about this text, and its code stays.',
        'Go on with the next one.',
      )
    }
    if (!text.byCoder.has(person) && text.byCoder.size >= coders) {
      throw problem('CODING_TAKEN', 'Others have coded this text meanwhile.', 'Go on with the next one.')
    }
    return
  }
  if (text.byCoder.has(person)) {
    throw problem('CODING_OWN', 'Who coded a text does not adjudicate it.', 'Leave it to a third person.')
  }
  const mends = text.adjudicated !== null && text.adjudicator === person
  if (state === 'disagreed' || mends) return
  throw problem(
    'CODING_AGREED',
    'There is nothing to decide about this text: the coders agree, or one of them has not coded it yet.',
    'Go on with the next one.',
  )
}

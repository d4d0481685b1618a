import { sql, type Transaction } from 'kysely'
import { z } from 'zod'
import { problem } from '../../problem.ts'
import { canonicalHash } from '../../protocol/hash.ts'
import type { Tables } from '../database.ts'
import { withProblems } from '../database-problem.ts'
import { recordImport } from '../imports/record-import.ts'
import { storableText } from '../imports/storable-text.ts'
import { appendAudit } from '../people/audit.ts'
import type { Store } from '../store.ts'
import { deskImportKind } from './desk-import.ts'
import { insertChecks } from './write-captures.ts'

/** What a second person found. */
export interface SecondCheck {
  /** Id of the answer. */
  readonly answer: string
  /** Whether it says what the page or the screenshot says. */
  readonly same: boolean
  /** What differs, in words; null where nothing does. */
  readonly words: string | null
}

const checkedSchema = z.object({
  operator: z.string(),
  to_check: z.boolean(),
  confirmed_by: z.string().nullable(),
  differs_by: z.string().nullable(),
})

/**
 * Records what a second person found of an answer that was drawn for it. Sent again by the same person, it is on record once.
 *
 * @throws ProblemError CAPTURE_UNKNOWN, CAPTURE_CHECKED_BY_SELF, CAPTURE_NOT_DRAWN, CAPTURE_CHECKED.
 */
export function saveSecondCheck(
  store: Store,
  study: { readonly id: string },
  person: string,
  check: SecondCheck,
): Promise<void> {
  return withProblems(() =>
    store.database.transaction().execute(async (transaction) => {
      await sql`select from study where id = ${study.id}::uuid for no key update`.execute(transaction)
      const found = await stateOf(transaction, study.id, check.answer)
      const { confirmed_by, differs_by } = found
      if ((check.same ? confirmed_by : differs_by) === person) return
      if (found.operator === person) throw checkedBySelf()
      if (!found.to_check)
        throw problem(
          'CAPTURE_NOT_DRAWN',
          'This answer was not drawn for a second check.',
          'Check those that the desk gives you.',
        )
      if (confirmed_by !== null || differs_by !== null)
        throw problem(
          'CAPTURE_CHECKED',
          'A second person has checked this answer already.',
          'Go on with the next one.',
        )
      if (check.same) await confirm(transaction, study.id, person, check.answer)
      else await recordDifference(transaction, study.id, person, check)
      await appendAudit(transaction, study, {
        kind: 'capture-checked',
        actor: person,
        detail: { answer: check.answer, same: check.same },
      })
    }),
  )
}

export function checkedBySelf() {
  return problem(
    'CAPTURE_CHECKED_BY_SELF',
    'The person who captured the answer cannot be the one who checks it.',
    'Let a second person compare the answer with the page or the screenshot.',
  )
}

async function stateOf(transaction: Transaction<Tables>, studyId: string, answer: string) {
  const { rows } = await sql`
    select capture.operator_id as operator, capture.to_check, capture_check.checked_by_id as confirmed_by,
      capture_difference.found_by_id as differs_by
    from capture
    left join capture_check on capture_check.id = capture.id
    left join capture_difference on capture_difference.id = capture.id
    where capture.study_id = ${studyId}::uuid and capture.id = ${answer}::uuid`.execute(transaction)
  if (rows[0] !== undefined) return checkedSchema.parse(rows[0])
  throw problem('CAPTURE_UNKNOWN', 'The study has no such captured answer.', 'Reload the page.', {
    value: answer,
  })
}

async function confirm(
  transaction: Transaction<Tables>,
  studyId: string,
  person: string,
  answer: string,
): Promise<void> {
  const importId = await recordImport(transaction, studyId, {
    kind: deskImportKind,
    fileName: `capture desk check of ${answer}`,
    fileSha256: canonicalHash({ answer, checkedBy: person }),
    rowsRead: 1,
    rowsSkipped: 0,
    skipped: [],
  })
  await insertChecks(transaction, { studyId, importId }, [{ id: answer, checkedBy: person }])
}

async function recordDifference(
  transaction: Transaction<Tables>,
  studyId: string,
  person: string,
  { answer, words }: SecondCheck,
): Promise<void> {
  await transaction
    .insertInto('capture_difference')
    .values({ id: answer, study_id: studyId, found_by_id: person })
    .execute()
  if (words === null || words === '') return
  await transaction
    .insertInto('capture_difference_words')
    .values({
      difference_id: answer,
      study_id: studyId,
      person_id: person,
      words: storableText(words, 'words'),
    })
    .execute()
}

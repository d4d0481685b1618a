import type { Transaction } from 'kysely'
import type { CapturedAnswer } from '../../answers/capture.ts'
import { type ProblemError, problem } from '../../problem.ts'
import type { Tables } from '../database.ts'
import { withProblems } from '../database-problem.ts'
import { isSavedBefore } from '../imports/saved-before.ts'
import { appendAudit } from '../people/audit.ts'
import { unknownPerson } from '../people/people.ts'
import type { Store } from '../store.ts'
import { deskImportKind } from './desk-import.ts'
import { lockSlots } from './open-slots.ts'
import { freezeCaptures } from './write-captures.ts'

/** What was sent from the desk, with what makes it count once. */
export interface SentCapture {
  /** Drawn by the browser for this answer. */
  readonly key: string
  /** Hash of all that was sent: the same key with other content is refused. */
  readonly sha256: string
  readonly answer: Omit<CapturedAnswer, 'operator' | 'checkedBy'>
}

/**
 * Freezes an answer of the question that a person has open, together with the entry of the log. Sent again, it is on record
 * once.
 *
 * @throws ProblemError CAPTURE_KEY_TAKEN, CAPTURE_NOT_OPEN where the person does not have the question open (any more), and
 * those of `writeCaptures`.
 */
export function saveCapture(
  store: Store,
  study: { readonly id: string },
  person: string,
  sent: SentCapture,
): Promise<void> {
  return withProblems(() =>
    store.database.transaction().execute(async (transaction) => {
      await lockSlots(transaction, study.id)
      const name = `capture desk ${sent.key}`
      if (await isSavedBefore(transaction, study.id, name, sent.sha256, keyTaken)) return
      const { answer } = sent
      await giveUpSlot(transaction, study.id, person, answer)
      const operator = await nameOf(transaction, study.id, person)
      const frozen = await freezeCaptures(
        transaction,
        study,
        {
          kind: deskImportKind,
          fileName: name,
          fileSha256: sent.sha256,
          rowsRead: 1,
          rowsSkipped: 0,
          skipped: [],
        },
        [{ line: 1, answer: { ...answer, operator, checkedBy: null } }],
      )
      await appendAudit(transaction, study, {
        kind: 'answer-captured',
        actor: person,
        detail: { import: frozen.id, status: answer.status, screenshot: answer.screenshot?.sha256 ?? null },
      })
    }),
  )
}

function keyTaken(): ProblemError {
  return problem(
    'CAPTURE_KEY_TAKEN',
    'Another answer was saved under the key of this one.',
    'Reload the page; what you typed stays.',
  )
}

async function giveUpSlot(
  transaction: Transaction<Tables>,
  studyId: string,
  person: string,
  { arm, item, replicate }: SentCapture['answer'],
): Promise<void> {
  const held = await transaction
    .deleteFrom('capture_slot')
    .where('study_id', '=', studyId)
    .where('arm', '=', arm)
    .where('item', '=', item)
    .where('replicate', '=', replicate)
    .where('person_id', '=', person)
    .returning('item')
    .executeTakeFirst()
  if (held !== undefined) return
  throw problem(
    'CAPTURE_NOT_OPEN',
    'You do not have this question open: it was open for long, and another person took it, or it has an answer.',
    'Nothing was saved. Go on with the next question.',
    { place: { field: 'item' }, value: item },
  )
}

async function nameOf(transaction: Transaction<Tables>, studyId: string, person: string): Promise<string> {
  const row = await transaction
    .selectFrom('person_private')
    .select('name')
    .where('study_id', '=', studyId)
    .where('person_id', '=', person)
    .executeTakeFirst()
  if (row === undefined) throw unknownPerson(person)
  return row.name
}

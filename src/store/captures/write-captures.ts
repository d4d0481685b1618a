import { sql, type Transaction } from 'kysely'
import { v7 } from 'uuid'
import type { CapturedAnswer } from '../../answers/capture.ts'
import { type Problem, ProblemError } from '../../problem.ts'
import type { Tables } from '../database.ts'
import { withProblems } from '../database-problem.ts'
import { type KeyBook, openKeyBook } from '../imports/key-book.ts'
import { type ImportedFile, recordImport } from '../imports/record-import.ts'
import { refreshStatistics } from '../imports/statistics.ts'
import { storableText } from '../imports/storable-text.ts'
import type { Store } from '../store.ts'
import { differences, type IdentifiedCapture, slotName } from './differences.ts'
import { type StoredCapture, storedCaptures } from './stored-captures.ts'

/** A captured answer with the line of the file that it stands in. */
export interface CapturedLine {
  readonly line: number
  readonly answer: CapturedAnswer
}

/** What an import of captured answers added. */
export interface CaptureResult {
  readonly id: string
  readonly answers: number
  /** Answers of the file that the study had already, word for word. */
  readonly known: number
  /** Checks by a second person. */
  readonly checks: number
}

const problemsShown = 20
/** Up to so many rows only the keys of their own items are read. */
const fewRows = 100

/**
 * Freezes captured answers with where they come from, all of a file or nothing, in one transaction. An answer that the
 * study has already must be the same in every field; only the check by a second person may come later.
 *
 * @throws ProblemError IMPORT_DUPLICATE, ANSWER_DIFFERS, TEXT_NOT_STORABLE, or a STORE_ code.
 */
export function writeCaptures(
  store: Store,
  study: { readonly id: string },
  file: ImportedFile,
  captured: readonly CapturedLine[],
): Promise<CaptureResult> {
  return withProblems(async () => {
    const result = await store.database
      .transaction()
      .execute((transaction) => freezeCaptures(transaction, study, file, captured))
    await refreshStatistics(store)
    return result
  })
}

/** Does the work of `writeCaptures` within a transaction that does more. */
export async function freezeCaptures(
  transaction: Transaction<Tables>,
  study: { readonly id: string },
  file: ImportedFile,
  captured: readonly CapturedLine[],
): Promise<CaptureResult> {
  const importId = await recordImport(transaction, study.id, file)
  const target = { studyId: study.id, importId }
  const asked = captured.length <= fewRows ? captured.map(({ answer }) => answer.item) : null
  const keys = await openKeyBook(transaction, study.id, asked)
  const identified = captured.map((entry) => identify(keys, entry))
  await keys.flush()
  const stored = await storedOf(transaction, study.id, identified)
  refuseOthers(file.fileName, identified, stored)
  const fresh = identified.filter((entry) => !stored.has(slotName(entry)))
  if (fresh.length > 0) {
    await insertAnswers(transaction, target, fresh)
    await insertCaptures(transaction, target, fresh)
  }
  const checks = identified.flatMap((entry) => checkOf(entry, stored.get(slotName(entry))))
  if (checks.length > 0) await insertChecks(transaction, target, checks)
  return {
    id: importId,
    answers: fresh.length,
    known: identified.length - fresh.length,
    checks: checks.length,
  }
}

function identify(keys: KeyBook, { line, answer }: CapturedLine): IdentifiedCapture {
  const what = `answer of ${answer.arm} to ${answer.item}`
  for (const text of [
    answer.text,
    ...answer.citations.flatMap(({ url, title, quote }) => [url, title, quote]),
  ])
    if (text !== null) storableText(text, what)
  return {
    line,
    answer,
    id: v7(),
    item: keys.item(answer.item),
    arm: keys.arm(answer.arm),
    replicate: answer.replicate,
    operator: keys.reviewer(answer.operator),
    checkedBy: answer.checkedBy === null ? null : keys.reviewer(answer.checkedBy),
  }
}

async function storedOf(
  transaction: Transaction<Tables>,
  studyId: string,
  identified: readonly IdentifiedCapture[],
): Promise<ReadonlyMap<string, StoredCapture>> {
  const rows = await storedCaptures(transaction, studyId, identified)
  return new Map(
    rows.map((row) => [slotName({ item: row.item_id, arm: row.arm_id, replicate: row.replicate }), row]),
  )
}

function refuseOthers(
  file: string,
  identified: readonly IdentifiedCapture[],
  stored: ReadonlyMap<string, StoredCapture>,
): void {
  const problems = identified.flatMap((entry): Problem[] => {
    const before = stored.get(slotName(entry))
    const fields = before === undefined ? [] : differences(entry, before)
    if (before === undefined || fields.length === 0) return []
    const { arm, item } = entry.answer
    return [
      {
        code: 'ANSWER_DIFFERS',
        message: `The answer of arm ${arm} to item ${item} is in the study already, with another ${fields.join(', ')}.`,
        place: { file, line: entry.line, field: fields[0] ?? 'answer' },
        value: before.capture === null ? `provenance ${before.provenance}` : null,
        expected: null,
        remedy:
          'Keep the answer that was collected first; a later collection is another study or another arm.',
      },
    ]
  })
  if (problems.length > 0) throw new ProblemError(problems.slice(0, problemsShown))
}

/** The id of the answer and of the person for a check that is new. */
function checkOf(entry: IdentifiedCapture, stored: StoredCapture | undefined) {
  if (entry.checkedBy === null || (stored !== undefined && stored.checked_by_id !== null)) return []
  return [{ id: stored?.id ?? entry.id, checkedBy: entry.checkedBy }]
}

interface Target {
  readonly studyId: string
  readonly importId: string
}

async function insertAnswers(
  transaction: Transaction<Tables>,
  { studyId }: Target,
  fresh: readonly IdentifiedCapture[],
): Promise<void> {
  await sql`
    insert into answer (id, study_id, item_id, arm_id, replicate, status, reason, text, provenance)
    select id, ${studyId}::uuid, item_id, arm_id, replicate, status,
      case status when 'refused' then 'refusal' end, text, provenance
    from unnest(
      ${fresh.map(({ id }) => id)}::uuid[], ${fresh.map(({ item }) => item)}::uuid[],
      ${fresh.map(({ arm }) => arm)}::uuid[], ${fresh.map(({ replicate }) => replicate)}::smallint[],
      ${fresh.map(({ answer }) => answer.status)}::text[], ${fresh.map(({ answer }) => answer.text)}::text[],
      ${fresh.map(({ answer }) => answer.provenance)}::text[]
    ) as new (id, item_id, arm_id, replicate, status, text, provenance)`.execute(transaction)
}

async function insertCaptures(
  transaction: Transaction<Tables>,
  { studyId, importId }: Target,
  fresh: readonly IdentifiedCapture[],
): Promise<void> {
  const answers = fresh.map(({ answer }) => answer)
  await sql`
    insert into capture (
      id, study_id, citations, product, mode, version, account, region, captured_at, operator_id, screenshot,
      screenshot_sha256, to_check, import_id
    )
    select id, ${studyId}::uuid, citations::jsonb, product, mode, version, account, region, captured_at,
      operator_id, screenshot, screenshot_sha256, to_check, ${importId}::uuid
    from unnest(
      ${fresh.map(({ id }) => id)}::uuid[], ${answers.map(({ citations }) => JSON.stringify(citations))}::text[],
      ${answers.map(({ product }) => product)}::text[], ${answers.map(({ mode }) => mode)}::text[],
      ${answers.map(({ version }) => version)}::text[], ${answers.map(({ account }) => account)}::text[],
      ${answers.map(({ region }) => region)}::text[],
      ${answers.map(({ capturedAt }) => capturedAt)}::timestamptz[],
      ${fresh.map(({ operator }) => operator)}::uuid[],
      ${answers.map(({ screenshot }) => screenshot?.file ?? null)}::text[],
      ${answers.map(({ screenshot }) => screenshot?.sha256 ?? null)}::text[],
      ${answers.map(({ toCheck }) => toCheck)}::boolean[]
    ) as new (
      id, citations, product, mode, version, account, region, captured_at, operator_id, screenshot,
      screenshot_sha256, to_check
    )`.execute(transaction)
}

/** Records that second persons found answers as the pages said. */
export async function insertChecks(
  transaction: Transaction<Tables>,
  { studyId, importId }: Target,
  checks: readonly { readonly id: string; readonly checkedBy: string }[],
): Promise<void> {
  await sql`
    insert into capture_check (id, study_id, checked_by_id, import_id)
    select id, ${studyId}::uuid, checked_by_id, ${importId}::uuid
    from unnest(
      ${checks.map(({ id }) => id)}::uuid[], ${checks.map(({ checkedBy }) => checkedBy)}::uuid[]
    ) as new (id, checked_by_id)`.execute(transaction)
}

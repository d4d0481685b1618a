import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import type { Answer } from '../../answers/answer.ts'
import type { ImportRecord } from '../../exchange/import-record.ts'
import type { StagedImport } from '../../exchange/stage.ts'
import type { Item } from '../../items/item.ts'
import type { Judgment } from '../../judging/judgment.ts'
import { ProblemError } from '../../problem.ts'
import { badOf, counted } from '../../report/format.ts'
import { type ImportResult, writeImport } from '../../store/imports/write-import.ts'
import type { OpenStudy } from '../open-study.ts'
import type { Terminal } from '../terminal.ts'

const judgmentsPerList = 1000

/**
 * Writes a staged import into the study, all of it or nothing.
 *
 * @throws ProblemError with every bad row, unless `skipBad`; then they are left out and counted.
 */
export async function writeStaged(
  study: OpenStudy,
  staged: StagedImport,
  options: { readonly kind: string; readonly skipBad: boolean; readonly terminal: Terminal },
): Promise<ImportResult> {
  if (staged.problemCount > 0 && !options.skipBad) throw refusedRows(staged)
  const described = await itemsAndAnswers(staged)
  return writeImport(
    study.store,
    study.record,
    {
      kind: options.kind,
      fileName: staged.tables.map((table) => basename(table.file)).join(' + '),
      fileSha256: hashOfFiles(staged.tables),
      rowsRead: staged.counts.rows,
      rowsSkipped: staged.counts.badRows,
      skipped: Object.entries(staged.problemsByCode).map(([code, n]) => ({ code, n })),
    },
    {
      items: oneList(described.items),
      arms: study.protocol.plan.arms.map((arm) => arm.id),
      answers: oneList(described.answers),
      judgments: judgmentLists(staged, options.terminal),
    },
  )
}

/** One file has its own hash; several have the hash of their `sha256sum` lines. */
export function hashOfFiles(files: readonly { readonly file: string; readonly sha256: string }[]): string {
  const [only] = files
  if (files.length === 1 && only !== undefined) return only.sha256
  const lines = files.map(({ file, sha256 }) => `${sha256}  ${basename(file)}\n`)
  return createHash('sha256').update(lines.join('')).digest('hex')
}

function refusedRows(staged: StagedImport): ProblemError {
  return new ProblemError([
    ...staged.problems,
    {
      code: 'IMPORT_BAD_ROWS',
      message: `Nothing was imported: ${badOf(staged.counts.badRows, counted(staged.counts.rows, 'row'))} (${codeCounts(staged)}).`,
      place: {},
      value: null,
      expected: null,
      remedy:
        'Mend the rows, or import the others with --skip-bad; the report then counts what was left out.',
    },
  ])
}

export function codeCounts(staged: StagedImport): string {
  return Object.entries(staged.problemsByCode)
    .map(([code, n]) => `${code} ${n}`)
    .join(', ')
}

/** Items and answers come before the marks that are about them; there are few of them beside the marks. */
async function itemsAndAnswers(
  staged: StagedImport,
): Promise<{ readonly items: Item[]; readonly answers: Answer[] }> {
  const items = new Map<string, Item>()
  const answers: Answer[] = []
  for await (const record of staged.records()) {
    // A later row may be the first to describe an item that earlier rows only named.
    if (record.kind === 'item') items.set(record.item.key, record.item)
    if (record.kind === 'answer') answers.push(record.answer)
  }
  return { items: [...items.values()], answers }
}

async function* judgmentLists(staged: StagedImport, terminal: Terminal): AsyncGenerator<readonly Judgment[]> {
  let list: Judgment[] = []
  let done = 0
  for await (const record of staged.records() as AsyncIterable<ImportRecord>) {
    if (record.kind !== 'judgment') continue
    list.push(record.judgment)
    if (list.length < judgmentsPerList) continue
    done += list.length
    terminal.progress('marks written', done, staged.counts.judgments)
    yield list
    list = []
  }
  if (list.length > 0) yield list
}

async function* oneList<Element>(list: readonly Element[]): AsyncGenerator<readonly Element[]> {
  if (list.length > 0) yield list
}

import { isUtf8 } from 'node:buffer'
import { basename } from 'node:path'
import { fileSha256, unpackedBytes } from '../../exchange/tables/bytes.ts'
import { type Item, itemSchema } from '../../items/item.ts'
import { loaders } from '../../items/loaders/formats.ts'
import type { LoadedItems, SourceFile } from '../../items/loaders/loaded.ts'
import { nearDuplicates, nearDuplicatesAgainst } from '../../items/near-duplicates.ts'
import { type Problem, ProblemError, problem } from '../../problem.ts'
import { badOf, counted } from '../../report/format.ts'
import { type ImportResult, writeImport } from '../../store/imports/write-import.ts'
import { readItems } from '../../store/reading/read-items.ts'
import { nextSteps } from '../next-step.ts'
import { type OpenStudy, withStudy } from '../open-study.ts'
import type { CommandResult } from '../run-command.ts'
import { shownPath, studyFolder } from '../study-folder.ts'
import type { Terminal } from '../terminal.ts'
import { type ChoiceOptions, type Chosen, chooseItems } from './choose-items.ts'
import { hashOfFiles } from './import-tables.ts'
import { itemsReport, type Nearness } from './items-report.ts'

export interface ImportItemsOptions extends ChoiceOptions {
  readonly study: string
  readonly skipBad?: boolean | undefined
  readonly firstOption?: 0 | 1 | undefined
}

const largestFile = 500 * 1024 * 1024

/** Brings the items of published files into a study: all of them, those of a stratum, or a sample. */
export async function importItems(
  format: string | undefined,
  paths: readonly string[],
  options: ImportItemsOptions,
  terminal: Terminal,
): Promise<CommandResult> {
  const load = format === undefined ? undefined : loaders.get(format)
  if (format === undefined || load === undefined)
    throw problem('ITEMS_FORMAT', 'The format of the questions is missing or not known.', usage, {
      value: format ?? null,
      expected: [...loaders.keys()].join(', '),
    })
  if (paths.length === 0) throw problem('ITEMS_NO_FILE', 'No file is named.', usage)
  const files: (SourceFile & { readonly file: string; readonly sha256: string })[] = []
  for (const file of paths) {
    terminal.note(`Reading ${shownPath(file)}`)
    files.push({ file, name: shownPath(file), text: await textOf(file), sha256: await fileSha256(file) })
  }
  const loaded = load(files, { firstOption: options.firstOption ?? null })
  refuseBad(loaded, options.skipBad ?? false)
  refuseUnreadable(loaded.items, files)
  return withStudy(studyFolder(options.study), terminal, async (study) => {
    const chosen = chooseItems(loaded.items, options, study.protocol.plan.seed)
    const near = await nearness(study, chosen.items)
    const written = await write(study, format, files, loaded, chosen)
    return itemsReport(format, loaded, chosen, near, written, await nextSteps(study, options.study))
  })
}

const usage = 'Write: equipoise import items <format> <file...>; docs/guide/items.md has an example of each.'

async function textOf(file: string): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of unpackedBytes(file)) {
    chunks.push(chunk)
    size += chunk.length
    if (size > largestFile)
      throw problem(
        'FILE_TOO_LARGE',
        'The file is larger than a question set may be.',
        'Cut it into parts.',
        {
          place: { file: shownPath(file) },
          expected: 'at most 500 MiB, unpacked',
        },
      )
  }
  const bytes = Buffer.concat(chunks)
  if (!isUtf8(bytes))
    throw problem('FILE_NOT_UTF8', 'The file is not valid UTF-8.', 'Save the file as UTF-8.', {
      place: { file: shownPath(file) },
    })
  return bytes.toString('utf8')
}

/** A loader reads a published format; what it makes of odd records must be an item all the same, or nothing can read it back. */
function refuseUnreadable(items: readonly Item[], files: readonly SourceFile[]): void {
  const problems = items.flatMap((item) => {
    const issue = itemSchema.safeParse(item).error?.issues[0]
    return issue === undefined
      ? []
      : problem(
          'ITEM_INVALID',
          `The item ${item.key} is none: ${issue.message}`,
          'Mend the record in the file; nothing was imported.',
          {
            place: { file: files.map(({ name }) => name).join(', '), field: issue.path.join('.') },
            value: item.key,
          },
        ).problems
  })
  if (problems.length > 0) throw new ProblemError(problems.slice(0, 20))
}

/** A problem of a whole file stops the import in any case; those of single records unless they are to be skipped. */
function refuseBad(loaded: LoadedItems, skipBad: boolean): void {
  const ofRecords = loaded.badRecords > 0
  const none = loaded.items.length === 0
  const ofFiles = loaded.problems.length > 0 && !ofRecords
  if (loaded.problems.length > 0 && (!skipBad || none || ofFiles))
    throw new ProblemError([...loaded.problems, ofRecords ? badRecords(loaded) : badFiles])
  if (none) throw problem('ITEMS_NONE', 'The files hold no questions.', usage)
}

function badRecords({ badRecords: bad, records }: LoadedItems): Problem {
  const mend = bad === 1 ? 'Mend the record' : 'Mend the records'
  return {
    code: 'ITEMS_BAD',
    message: `Nothing was imported: ${badOf(bad, counted(records, 'record'))}.`,
    place: {},
    value: null,
    expected: null,
    remedy:
      bad === records
        ? `${mend}, or name the format that the file has.`
        : `${mend}, or import the others with --skip-bad, which counts what was left out.`,
  }
}

const badFiles: Problem = {
  code: 'ITEMS_BAD',
  message: 'Nothing was imported: a file as a whole cannot be read.',
  place: {},
  value: null,
  expected: null,
  remedy: 'Mend what is named above it, or name the format that the file has.',
}

async function nearness(study: OpenStudy, items: readonly Item[]): Promise<Nearness> {
  const keys = new Set(items.map((item) => item.key))
  const earlier: Item[] = []
  for await (const page of readItems(study.store, study.record))
    earlier.push(...page.filter((item) => !keys.has(item.key)))
  return { inside: nearDuplicates(items), withStudy: nearDuplicatesAgainst(items, earlier) }
}

function write(
  study: OpenStudy,
  format: string,
  files: readonly { readonly file: string; readonly sha256: string }[],
  loaded: LoadedItems,
  chosen: Chosen,
): Promise<ImportResult> {
  const skipped = [
    ...countsByCode(loaded),
    { code: 'ITEM_NOT_LISTED', n: loaded.leftOut },
    { code: 'ITEM_NOT_ASKED_FOR', n: chosen.filtered },
    { code: 'ITEM_NOT_DRAWN', n: chosen.notDrawn },
  ].filter(({ n }) => n > 0)
  return writeImport(
    study.store,
    study.record,
    {
      kind: chosen.how === null ? `items ${format}` : `items ${format}, ${chosen.how}`,
      fileName: files.map(({ file }) => basename(file)).join(' + '),
      fileSha256: hashOfFiles(files),
      rowsRead: loaded.records,
      rowsSkipped: loaded.records - chosen.items.length,
      skipped,
    },
    {
      items: oneList(chosen.items),
      arms: study.protocol.plan.arms.map((arm) => arm.id),
      answers: oneList([]),
      judgments: oneList([]),
    },
  )
}

function countsByCode(loaded: LoadedItems): readonly { readonly code: string; readonly n: number }[] {
  const counts = new Map<string, number>()
  for (const { code } of loaded.problems) counts.set(code, (counts.get(code) ?? 0) + 1)
  return [...counts].map(([code, n]) => ({ code, n })).sort((a, b) => (a.code < b.code ? -1 : 1))
}

async function* oneList<Element>(list: readonly Element[]): AsyncGenerator<readonly Element[]> {
  if (list.length > 0) yield list
}

import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { KnownNames } from '../../exchange/import-record.ts'
import { parseMapping } from '../../exchange/mapping-file.ts'
import { stageRealPocqi } from '../../exchange/real-pocqi.ts'
import { type StagedImport, stageImport } from '../../exchange/stage.ts'
import { problem } from '../../problem.ts'
import type { Plan } from '../../protocol/plan.ts'
import { count, counted } from '../../report/format.ts'
import type { ImportResult } from '../../store/imports/write-import.ts'
import { nextSteps } from '../next-step.ts'
import { type OpenStudy, withStudy } from '../open-study.ts'
import type { CommandResult } from '../run-command.ts'
import { isFolder, shownPath, studyFolder } from '../study-folder.ts'
import type { Terminal } from '../terminal.ts'
import { importBundle } from './import-bundle.ts'
import { type ImportItemsOptions, importItems } from './import-items.ts'
import { codeCounts, writeStaged } from './import-tables.ts'
import { placeProtocol } from './new.ts'

export interface ImportOptions extends ImportItemsOptions {
  readonly mapping?: string | undefined
}

const realPocqi = 'real-pocqi'

/**
 * Brings marks, answers or items into a study.
 *
 * @param source `real-pocqi`, `items`, a folder made by `equipoise export`, or a table with a mapping file.
 * @param paths The folder, where the source is `real-pocqi`; the format and the files, where it is `items`.
 */
export async function importInto(
  source: string,
  paths: readonly string[],
  options: ImportOptions,
  terminal: Terminal,
): Promise<CommandResult> {
  const [path, ...files] = paths
  if (source === 'items') return importItems(path, files, options, terminal)
  refuseItemsOptions(options)
  if (source === realPocqi) return importRealPocqi(path, options, terminal)
  if (existsSync(join(source, 'manifest.json'))) return importBundle(source, options.study, terminal)
  if (await isFolder(source)) {
    throw problem(
      'IMPORT_FOLDER',
      'The folder is no exported study.',
      'Name one file, or `real-pocqi` before the folder of the public Real-POCQi files.',
      { place: { file: shownPath(source) }, expected: 'a folder with manifest.json' },
    )
  }
  const { mapping } = options
  if (mapping === undefined) {
    throw problem(
      'IMPORT_NO_MAPPING',
      'A table needs a mapping file that says what its columns mean.',
      'Add --mapping mapping.yaml; docs/guide/import.md has one to start from.',
      { place: { file: shownPath(source) } },
    )
  }
  const mappingText = await readFile(mapping, 'utf8').catch(() => {
    throw problem('FILE_UNREADABLE', 'The mapping file cannot be read.', 'Check its name.', {
      place: { file: shownPath(mapping) },
    })
  })
  const mappingFile = shownPath(mapping)
  const table = { file: source, mapping: parseMapping(mappingText, mappingFile), mappingFile }
  return withStudy(studyFolder(options.study), terminal, async (study) => {
    terminal.note(`Reading ${shownPath(source)}`)
    const staged = await stageImport({
      tables: [table],
      known: knownNames(study.protocol.plan),
    })
    const kind = 'table'
    const written = await writeStaged(study, staged, { kind, skipBad: options.skipBad ?? false, terminal })
    return importResult(study, staged, written, options.study)
  })
}

/** An option that would do nothing is refused, so that nobody takes the whole for a sample. */
function refuseItemsOptions(options: ImportOptions): void {
  const { only, sample, by, equal, seed, firstOption } = options
  const given = Object.entries({ only, sample, by, equal, seed, firstOption }).find(
    ([, value]) => value !== undefined,
  )
  if (given === undefined) return
  throw problem(
    'IMPORT_OPTION',
    'This option is for published question sets only.',
    'Leave it out, or import with `equipoise import items <format> <file...>`.',
    { place: { field: given[0] } },
  )
}

async function importRealPocqi(
  path: string | undefined,
  options: ImportOptions,
  terminal: Terminal,
): Promise<CommandResult> {
  if (path === undefined) {
    throw problem(
      'IMPORT_NO_FOLDER',
      'The folder of the Real-POCQi files is missing.',
      'Name it: equipoise import real-pocqi <folder>.',
    )
  }
  const folder = studyFolder(options.study)
  if (!existsSync(folder.protocol)) {
    await placeProtocol('real-pocqi-2026', folder.path)
    terminal.note(`No protocol was there, so the shipped one was written to ${shownPath(folder.protocol)}.`)
  }
  return withStudy(folder, terminal, async (study) => {
    terminal.note(`Reading ${shownPath(path)}`)
    const staged = await stageRealPocqi(path, knownNames(study.protocol.plan))
    const written = await writeStaged(study, staged, {
      kind: realPocqi,
      skipBad: options.skipBad ?? false,
      terminal,
    })
    return importResult(study, staged, written, options.study)
  })
}

function knownNames(plan: Plan): KnownNames {
  return {
    arms: plan.arms.map((arm) => arm.id),
    axes: plan.axes,
    renderings: plan.renderings.length === 0 ? null : plan.renderings.map((rendering) => rendering.id),
  }
}

async function importResult(
  study: OpenStudy,
  staged: StagedImport,
  written: ImportResult,
  path: string,
): Promise<CommandResult> {
  const { counts } = staged
  return {
    json: {
      import: written.id,
      rowsRead: counts.rows,
      rowsSkipped: counts.badRows,
      skipped: staged.problemsByCode,
      judgments: written.judgments,
      emptyMarks: counts.emptyMarks,
      items: written.items,
      answers: written.answers,
    },
    lines: [
      `Imported ${counted(written.judgments, 'mark')} (${count(counts.emptyMarks)} of them empty), ${counted(written.items, 'new item')} and ${counted(written.answers, 'answer')} from ${counted(counts.rows, 'row')}.`,
      ...(counts.badRows === 0
        ? []
        : [`Left out ${counted(counts.badRows, 'bad row')}: ${codeCounts(staged)}.`]),
      await nextSteps(study, path),
    ],
  }
}

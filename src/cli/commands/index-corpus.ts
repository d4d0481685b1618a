import { relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Problem } from '../../problem.ts'
import { problemSentence } from '../../problem.ts'
import { count, counted } from '../../report/format.ts'
import { chunk } from '../../search/corpus/chunk.ts'
import { readSource } from '../../search/corpus/read-source.ts'
import type { SourceFile } from '../../search/corpus/source-file.ts'
import { sourceFiles } from '../../search/corpus/source-files.ts'
import { readManifest, type SourceEntry } from '../../search/files/corpus-manifest.ts'
import { fileSha256 } from '../../search/files/file-sha256.ts'
import { discardInterrupted, type IndexingResult, indexSources } from '../../search/files/index-sources.ts'
import { disposing } from '../disposing.ts'
import { endInOrder, untilResult } from '../interruption.ts'
import { type CommandResult, exitCodes } from '../run-command.ts'
import { corpusFolder } from '../search/corpus-folder.ts'
import { rememberSettings, settingsOf } from '../search/corpus-settings.ts'
import { fillCorpus, openFillers } from '../search/fill-corpus.ts'
import { fillingResult, nextStep, settingsLines, withFilling } from '../search/filling-result.ts'
import { holdCorpus } from '../search/hold-corpus.ts'
import { readSettingsFile } from '../search/settings-file.ts'
import { shownPath } from '../study-folder.ts'
import { tableLines } from '../table-lines.ts'
import type { Terminal } from '../terminal.ts'
import { shippedFile } from '../version.ts'

export interface IndexOptions {
  readonly corpus: string
  readonly sample?: boolean | undefined
  readonly remove?: boolean | undefined
  readonly discard?: boolean | undefined
  /** So many passages are written at once; what a killed run had read beyond is read again. */
  readonly batch?: number | undefined
  /** File that says how the corpus is searched from now on. */
  readonly settings?: string | undefined
  /** Fills the engine and makes the vectors, without reading sources. */
  readonly fill?: boolean | undefined
  /** A folder of the workspace; the present one when left out. */
  readonly near?: string | undefined
}

const usualBatch = 20_000
const problemsShown = 20

/** Reads sources into a corpus, or tells what it holds. */
export async function indexCorpus(
  given: readonly string[],
  options: IndexOptions,
  terminal: Terminal,
): Promise<CommandResult> {
  const sources = options.sample === true ? [...given, fileURLToPath(shippedFile('corpora/sample'))] : given
  const { folder, workspace } = await corpusFolder(options.corpus, options.near)
  const chosen = options.settings === undefined ? null : await readSettingsFile(options.settings)
  const setUp = chosen !== null || options.fill === true
  if (options.discard === true) {
    const dropped = await disposing(await holdCorpus(folder), () => discardInterrupted(folder))
    if (sources.length === 0 && !setUp) {
      const said = dropped ? 'Dropped what the interrupted run had read.' : 'No run was interrupted.'
      return { json: { discarded: dropped }, lines: [said] }
    }
  }
  if (sources.length === 0 && !setUp) return tellCorpus(folder, options.corpus)
  return untilResult(async () =>
    disposing(await holdCorpus(folder), async () => {
      const settings = chosen ?? (await settingsOf(folder))
      return disposing(await openFillers(folder, settings, process.env), async (fillers) => {
        if (chosen !== null) await rememberSettings(folder, chosen)
        if (sources.length === 0) {
          const { index } = await readManifest(folder)
          if (index === null && options.fill !== true) return tellCorpus(folder, options.corpus)
          const filled = await fillCorpus(folder, settings, fillers, terminal)
          return fillingResult(filled, options.corpus)
        }
        const files = await listed(sources, workspace, terminal)
        const entries = await hashed(files, options.remove === true, terminal)
        const run = await runIndexing(folder, files, entries, options.batch ?? usualBatch, terminal)
        if (!run.result.finished) return reportRun(run, options.corpus)
        const filled = await fillCorpus(folder, settings, fillers, terminal)
        return withFilling(reportRun(run, options.corpus), filled, options.corpus)
      })
    }),
  )
}

type NamedFiles = ReadonlyMap<string, SourceFile>

/** Files of the sources by the names under which the corpus knows them: the same from whatever folder the command is run. */
async function listed(
  sources: readonly string[],
  workspace: string,
  terminal: Terminal,
): Promise<NamedFiles> {
  const files = new Map<string, SourceFile>()
  for (const source of sources) {
    for await (const file of sourceFiles(source)) {
      const within = relative(workspace, resolve(file.name))
      const name = within.startsWith('..') ? resolve(file.name) : within
      files.set(name.split(sep).join('/'), file)
      terminal.progress('files found', files.size, null)
    }
  }
  return files
}

async function hashed(files: NamedFiles, remove: boolean, terminal: Terminal): Promise<SourceEntry[]> {
  const entries: SourceEntry[] = []
  for (const [name, file] of files) {
    entries.push({ name, sha256: remove ? null : await fileSha256(file.name), bytes: file.bytes ?? 0 })
    terminal.progress('files compared with the corpus', entries.length, files.size)
  }
  return entries
}

async function runIndexing(
  folder: string,
  files: NamedFiles,
  entries: readonly SourceEntry[],
  batchPassages: number,
  terminal: Terminal,
): Promise<Run> {
  const stop = new AbortController()
  const atRest = endInOrder(
    () => stop.abort(),
    'Stopped at once. What was written stands; give the same sources again to go on behind it.',
  )
  const problems: Problem[] = []
  try {
    const result = await indexSources(folder, entries, {
      batchPassages,
      load: (name) => readSource(files.get(name) ?? missing(name)),
      chunk,
      onRead: ({ filesDone, documents }) =>
        terminal.progress(`files read, ${counted(documents, 'document')}`, filesDone, entries.length),
      onBuild: () => terminal.progress('building the index', 0, null),
      onProblem: (found) => {
        problems.push(found)
        if (problems.length <= problemsShown) terminal.note(problemSentence(found))
      },
      signal: stop.signal,
    })
    return { result, problems }
  } finally {
    atRest()
  }
}

interface Run {
  readonly result: IndexingResult
  /** Those of this process; an interrupted run told the earlier ones when it met them. */
  readonly problems: readonly Problem[]
}

function missing(name: string): never {
  throw new RangeError(`${name} is not among the files that were given`)
}

function reportRun({ result, problems }: Run, corpus: string): CommandResult {
  const { finished, documents, passages, indexed } = result
  const json = { corpus, ...result, problems: problems.map((one) => ({ ...one })) }
  if (!finished) {
    return {
      json,
      lines: ['Interrupted. Give the same sources again to go on where it stopped.'],
      exitCode: exitCodes.interrupted,
    }
  }
  const skipped =
    result.problems === 0
      ? []
      : [`${counted(result.problems, 'problem')}: what they name was skipped, and everything else was read.`]
  return {
    json,
    lines: [
      documents === 0 && passages === 0 && result.problems === 0
        ? 'Nothing to read: the corpus holds these sources as they are.'
        : `Read ${counted(documents, 'document')} in ${counted(passages, 'passage')}.`,
      ...skipped,
      `The corpus ${corpus} has ${counted(indexed ?? 0, 'passage')}; equal ones are kept once.`,
      nextStep,
    ],
    exitCode: result.problems === 0 ? exitCodes.done : exitCodes.problem,
  }
}

async function tellCorpus(folder: string, corpus: string): Promise<CommandResult> {
  const { runs, index } = await readManifest(folder)
  const searched = settingsLines(await settingsOf(folder))
  if (index === null) {
    return {
      json: { corpus, passages: 0, runs: [] },
      lines: [
        `The corpus ${corpus} is empty. Fill it with equipoise index <source>, or try equipoise index --sample.`,
        ...searched,
      ],
    }
  }
  return {
    json: {
      corpus,
      passages: index.passages,
      sha256: index.sha256,
      runs: runs.map((run) => ({ ...run })),
      ...(searched.length === 0 ? {} : { searched }),
    },
    lines: [
      `${counted(index.passages, 'passage')} in ${shownPath(folder)}, index ${index.sha256.slice(0, 12)}`,
      ...searched,
      ...tableLines(
        ['run', 'files', 'documents', 'passages', 'problems'],
        runs.map(({ run, sources, documents, passages, problems }) => [
          String(run),
          count(sources.length),
          count(documents),
          count(passages),
          count(problems),
        ]),
        ['right', 'right', 'right', 'right', 'right'],
      ),
    ],
  }
}

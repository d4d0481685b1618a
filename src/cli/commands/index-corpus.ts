import { fileURLToPath } from 'node:url'
import { type Problem, problem, problemSentence } from '../../problem.ts'
import { count, counted } from '../../report/format.ts'
import { chunk } from '../../search/corpus/chunk.ts'
import { readSource } from '../../search/corpus/read-source.ts'
import {
  type CorpusManifest,
  lastRuns,
  readManifest,
  type SourceEntry,
} from '../../search/files/corpus-manifest.ts'
import { discardInterrupted, type IndexingResult, indexSources } from '../../search/files/index-sources.ts'
import { disposing } from '../disposing.ts'
import { endInOrder, untilResult } from '../interruption.ts'
import { type CommandResult, exitCodes } from '../run-command.ts'
import { corpusFolder } from '../search/corpus-folder.ts'
import { tellCorpus, toldProblems } from '../search/corpus-lines.ts'
import { rememberSettings, settingsOf } from '../search/corpus-settings.ts'
import { fillCorpus, openFillers } from '../search/fill-corpus.ts'
import { fillingResult, nextStep, ofCorpus, withFilling } from '../search/filling-result.ts'
import { holdCorpus } from '../search/hold-corpus.ts'
import {
  entriesToRead,
  entriesToRemove,
  goneFiles,
  listed,
  type NamedFiles,
} from '../search/named-sources.ts'
import { readSettingsFile } from '../search/settings-file.ts'
import { shellPath } from '../shell-word.ts'
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
  /** A worker of this machine does it. */
  readonly queue?: boolean | undefined
  /** A folder of the workspace; the present one when left out. */
  readonly near?: string | undefined
}

const usualBatch = 20_000
const problemsShown = 20
const replacedShown = 5

/** Reads sources into a corpus, or tells what it holds. */
export async function indexCorpus(
  given: readonly string[],
  options: IndexOptions,
  terminal: Terminal,
): Promise<CommandResult> {
  if (options.queue === true)
    return (await import('../working/index-in-queue.ts')).indexInQueue(given, options, terminal)
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
  if (sources.length === 0 && options.remove === true)
    throw problem(
      'USAGE_ARGUMENT_MISSING',
      'Nothing says what is to be taken out.',
      'Name the file or the folder.',
      {
        place: { field: '--remove' },
      },
    )
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
        const before = await readManifest(folder)
        const remove = options.remove === true
        const files: NamedFiles = remove ? new Map() : await listed(sources, workspace, terminal)
        const entries = remove
          ? entriesToRemove(sources, workspace, before)
          : await entriesToRead(files, terminal)
        const run = await runIndexing(folder, files, entries, options.batch ?? usualBatch, terminal)
        const reported = reportRun(run, {
          corpus: options.corpus,
          entries,
          gone: remove ? [] : goneFiles(sources, workspace, before, files),
          earlier: await earlierProblems(folder, before, entries),
        })
        if (!run.result.finished) return reported
        const filled = await fillCorpus(folder, settings, fillers, terminal)
        return withFilling(reported, filled, options.corpus)
      })
    }),
  )
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

interface Around {
  readonly corpus: string
  /** Files that were given, by their names in the corpus, and taken out where the run took out. */
  readonly entries: readonly SourceEntry[]
  /** Files that were read from the sources before and are not there any more. */
  readonly gone: readonly string[]
  /** Problems of earlier runs in which these files were read. */
  readonly earlier: number
}

function reportRun({ result, problems }: Run, { corpus, entries, gone, earlier }: Around): CommandResult {
  const { changed, finished, documents, passages, indexed, replaced } = result
  const json = { corpus, ...result, gone, problems: problems.map((one) => ({ ...one })) }
  if (!finished) {
    return {
      json,
      lines: ['Interrupted. Give the same sources again to go on where it stopped.'],
      exitCode: exitCodes.interrupted,
    }
  }
  const removed = entries.filter(({ sha256 }) => sha256 === null).length
  const skipped =
    result.problems === 0
      ? []
      : [`${counted(result.problems, 'problem')}: what they name was skipped, and everything else was read.`]
  const told =
    changed || earlier === 0
      ? []
      : [
          `${counted(earlier, 'problem')} were told when they were read, and what they name is not in the corpus: equipoise index${ofCorpus(corpus)} lists them.`,
        ]
  return {
    json,
    lines: [
      !changed
        ? 'Nothing new to read: these sources were read as they are.'
        : removed > 0
          ? `Took ${counted(removed, 'file')} out of the corpus.`
          : `Read ${counted(documents, 'document')} in ${counted(passages, 'passage')}.`,
      ...skipped,
      ...told,
      ...replaced
        .slice(0, replacedShown)
        .map(
          ({ document, stands, left }) =>
            `Two files hold ${document}: ${stands} counts, since it was read last, and ${left} does not.`,
        ),
      ...(replaced.length > replacedShown ? [`and ${count(replaced.length - replacedShown)} more such`] : []),
      ...gone
        .slice(0, replacedShown)
        .map(
          (name) =>
            `${name} is not there any more and still answers; take it out with equipoise index ${shellPath(name)} --remove${ofCorpus(corpus)}`,
        ),
      ...(gone.length > replacedShown ? [`and ${count(gone.length - replacedShown)} more such`] : []),
      `The corpus ${corpus} has ${counted(indexed ?? 0, 'passage')}; equal ones are kept once.`,
      nextStep(corpus),
    ],
    exitCode: result.problems + told.length === 0 ? exitCodes.done : exitCodes.problem,
  }
}

/** Problems that stand: of the runs that read these files last, without files that were read again since. */
async function earlierProblems(
  folder: string,
  manifest: CorpusManifest,
  entries: readonly SourceEntry[],
): Promise<number> {
  const last = lastRuns(manifest.runs)
  const given = new Set(entries.map(({ name }) => last.get(name)))
  const told = await toldProblems(folder, manifest)
  return told.filter(({ run, problem: { place } }) => {
    const { file = '' } = place
    // A file is told as it was named then, an entry of an archive behind its archive.
    const source = [...last.keys()].find(
      (name) =>
        name === file || name.endsWith(`/${file}`) || file.endsWith(`/${name}`) || file.includes(`${name}/`),
    )
    return given.has(run) && (source === undefined || last.get(source) === run)
  }).length
}

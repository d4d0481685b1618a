import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { z } from 'zod'
import { textSha256 } from '../../learning/preferences/text-sha256.ts'
import { type ReleaseEntry, releaseEntrySchema } from '../../learning/serving/release.ts'
import { afterEntry, type ReleaseState, releaseState } from '../../learning/serving/release-state.ts'
import { type ProblemError, problem } from '../../problem.ts'
import { writeDurableText } from '../../search/files/durable-file.ts'
import { errorCode } from '../../store/embedded/error-code.ts'
import { disposing } from '../disposing.ts'
import { corpusFolder } from '../search/corpus-folder.ts'
import { holdCorpus } from '../search/hold-corpus.ts'
import { shownPath } from '../study-folder.ts'

/** What was released for the questions that come to a corpus, in the order in which it was. */
export interface ReleaseLog {
  readonly file: string
  readonly entries: readonly ReleaseEntry[]
  readonly state: ReleaseState
}

type NewEntry<Entry> = Entry extends unknown
  ? Omit<Entry, 'schemaVersion' | 'seq' | 'at' | 'previous'>
  : never

/**
 * Reads the record of releases of a corpus; empty where nothing was ever released.
 *
 * @param near A folder of the workspace.
 * @throws ProblemError RELEASES_DAMAGED with its line, CORPUS_NAME.
 */
export async function readReleases(corpus: string, near = '.'): Promise<ReleaseLog> {
  const { workspace } = await corpusFolder(corpus, near)
  const file = join(workspace, '.equipoise', 'releases', `${corpus}.jsonl`)
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return ''
    throw error
  })
  const entries = entriesOf(text, file)
  return { file, entries, state: releaseState(entries) }
}

/**
 * Adds an entry, which is on the disk when this returns. One process at a time adds; entries before it are never changed.
 *
 * @param make The entry, from the record as it is when nobody else can add to it.
 * @throws ProblemError what `make` throws, CORPUS_BUSY, RELEASES_DAMAGED.
 */
export async function addRelease(
  corpus: string,
  near: string,
  now: Date,
  make: (log: ReleaseLog) => Promise<NewEntry<ReleaseEntry>>,
): Promise<ReleaseLog> {
  const { workspace } = await corpusFolder(corpus, near)
  const folder = join(workspace, '.equipoise', 'releases')
  await mkdir(folder, { recursive: true })
  return disposing(await holdCorpus(join(folder, `${corpus}.lock`)), async () => {
    const log = await readReleases(corpus, near)
    const lines = log.entries.map(lineOf)
    const last = lines.at(-1)
    const entry = releaseEntrySchema.parse({
      schemaVersion: 1,
      seq: lines.length + 1,
      at: now.toISOString(),
      previous: last === undefined ? null : textSha256(last),
      ...(await make(log)),
    })
    const state = afterEntry(log.state, entry)
    await writeDurableText(log.file, [...lines, lineOf(entry)].map((line) => `${line}\n`).join(''))
    return { file: log.file, entries: [...log.entries, entry], state }
  })
}

function entriesOf(text: string, file: string): readonly ReleaseEntry[] {
  const entries: ReleaseEntry[] = []
  let before: string | null = null
  for (const [at, line] of text.split('\n').entries()) {
    if (line === '') continue
    const entry = entryOf(line)
    if (entry === null || entry.seq !== entries.length + 1 || entry.previous !== before)
      throw damaged(file, at + 1)
    entries.push(entry)
    before = textSha256(line)
  }
  return entries
}

function entryOf(line: string): z.infer<typeof releaseEntrySchema> | null {
  try {
    return releaseEntrySchema.safeParse(JSON.parse(line)).data ?? null
  } catch {
    return null
  }
}

function damaged(file: string, line: number): ProblemError {
  return problem(
    'RELEASES_DAMAGED',
    'The record of releases was changed: this line does not follow from the one before it.',
    'Put the file back from a copy. Without it the label-free prior answers, and what was promoted is not known.',
    { place: { file: shownPath(file), line }, expected: 'a line that names the SHA-256 of the line before' },
  )
}

function lineOf(entry: ReleaseEntry): string {
  return JSON.stringify(entry)
}

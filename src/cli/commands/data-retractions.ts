import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileSha256 } from '../../exchange/tables/bytes.ts'
import { ProblemError, problem } from '../../problem.ts'
import { count } from '../../report/format.ts'
import { retractionList } from '../../search/answer/citations/retraction-list.ts'
import type { RetractionRecords } from '../../search/answer/citations/retraction-watch.ts'
import { findWorkspace } from '../../store/find-workspace.ts'
import { download } from '../download.ts'
import type { CommandResult } from '../run-command.ts'
import { readRetractions } from '../search/read-retractions.ts'
import { retractionsFile, retractionsOf } from '../search/retractions-of.ts'
import { isFolder, shownPath } from '../study-folder.ts'
import type { Terminal } from '../terminal.ts'
import { writeWhole } from '../whole-files.ts'

/** Crossref's documentation names the repository and, as the recommended way, a copy of it. */
const home = 'https://gitlab.com/crossref/retraction-watch-data'
const table = 'retraction_watch.csv'

/** What is known of the list, in the words of `data list`. */
export const retractionsAbout = {
  name: 'retractions',
  title: 'Retraction Watch: retracted and questioned papers',
  home,
  licence: null,
  url: `${home}/-/raw/main/${table}`,
} as const

/** Files that a mirror may hold, the first that is there is taken. */
const mirrored = ['retractions.json', 'retractions.json.gz', table] as const

/** A list that has lost more than this share of its papers is not taken for a newer one. */
const leastKept = 0.9

export interface RetractionsOptions {
  readonly to?: string | undefined
  readonly from?: string | undefined
}

/** What is known of the list of retracted papers, and what of it is in the workspace. */
export async function listRetractions(): Promise<CommandResult> {
  const workspace = await findWorkspace('.')
  const list = await retractionsOf(workspace)
  const here =
    list === null
      ? 'Not fetched: citations read "retraction not checked". Fetch it with equipoise data get retractions.'
      : `Here: ${count(list.size)} papers, list of ${list.date}`
  return {
    json: { ...retractionsAbout, here: list === null ? null : { date: list.date, papers: list.size } },
    lines: [
      retractionsAbout.title,
      `Home: ${home}`,
      'Licence: unknown; read it at the home',
      `File: ${retractionsAbout.url}; it is renewed every working day, so that no SHA-256 is published`,
      `From a mirror: --from <folder or address> with ${mirrored.join(' or ')}`,
      here,
    ],
  }
}

/** Puts the list of retracted papers into the workspace. What is there stays until another was read whole. */
export async function getRetractions(
  { to, from }: RetractionsOptions,
  terminal: Terminal,
): Promise<CommandResult> {
  if (to !== undefined)
    throw problem('RETRACTIONS_TO', 'The list has its place in the workspace.', 'Leave --to out.', {
      place: { field: '--to' },
      value: to,
    })
  const workspace = await findWorkspace('.')
  const target = retractionsFile(workspace)
  const arriving = await mkdtemp(join(tmpdir(), 'equipoise-retractions-'))
  try {
    const { file, source } = await found(from, arriving, terminal)
    const records = await readRetractions(file)
    await checkNotShrunk(workspace, records, source)
    const fetched = new Date().toISOString().slice(0, 10)
    const date = records.date ?? `an unknown day, fetched ${fetched}`
    const sha256 = await fileSha256(file)
    const { retractions, concerns } = records
    // Only now: a list that was not found leaves no workspace where none was.
    await mkdir(join(target, '..'), { recursive: true })
    await writeWhole(
      target,
      `${JSON.stringify({ schemaVersion: 1, date, fetched, source, sha256, retractions, concerns }, null, 1)}\n`,
    )
    const [retracted, questioned] = [Object.keys(retractions).length, Object.keys(concerns).length]
    return {
      json: { file: target, date, fetched, source, sha256, retracted, questioned },
      lines: [
        `${shownPath(target)}: ${count(retracted)} retracted and ${count(questioned)} questioned papers, list of ${date}.`,
        `From ${source}, SHA-256 ${sha256}`,
        'Citations are now checked against it.',
      ],
    }
  } finally {
    await rm(arriving, { recursive: true, force: true })
  }
}

interface Found {
  readonly file: string
  readonly source: string
}

async function found(from: string | undefined, arriving: string, terminal: Terminal): Promise<Found> {
  if (from === undefined) return fetched(retractionsAbout.url, table, arriving, terminal)
  if (URL.canParse(from) && /^https?:$/.test(new URL(from).protocol)) {
    const base = from.endsWith('/') ? from : `${from}/`
    for (const name of mirrored.slice(0, -1)) {
      try {
        return await fetched(new URL(name, base).href, name, arriving, terminal)
      } catch (error) {
        // A mirror holds one of the files; that it lacks the others is no fault.
        if (!(error instanceof ProblemError && error.problems[0]?.code === 'DATA_STATUS')) throw error
      }
    }
    return fetched(new URL(table, base).href, table, arriving, terminal)
  }
  const name = mirrored.find((one) => existsSync(join(from, one)))
  if (name !== undefined) return { file: join(from, name), source: shownPath(join(from, name)) }
  throw problem('DATA_MIRROR', 'This is no mirror of the list.', 'Correct it.', {
    place: { field: '--from' },
    value: (await isFolder(from)) ? `${from}, a folder without it` : from,
    expected: `a folder with ${mirrored.join(' or ')}, or an address that begins with http:// or https://`,
  })
}

async function fetched(url: string, name: string, arriving: string, terminal: Terminal): Promise<Found> {
  const file = join(arriving, name)
  await download({ url, sha256: null, bytes: null }, file, {
    onAsk: (host, seconds) =>
      terminal.note(`Waiting for ${host} (${name}); after ${seconds} s of silence it is given up.`),
    onProgress: (bytes, total) =>
      terminal.progress(
        `${name} (kB)`,
        Math.round(bytes / 1000),
        total === null ? null : Math.round(total / 1000),
      ),
  })
  return { file, source: url }
}

async function checkNotShrunk(workspace: string, records: RetractionRecords, source: string): Promise<void> {
  const old = await retractionsOf(workspace).catch(() => null)
  const { size } = retractionList(records, '')
  if (old === null || size >= leastKept * old.size) return
  throw problem(
    'RETRACTIONS_FEWER',
    'The list is much shorter than the one that is here; it was not kept.',
    `Look at it; if it is right, move ${shownPath(retractionsFile(workspace))} away first.`,
    { place: { file: source }, value: `${size} papers`, expected: `about ${old.size} papers or more` },
  )
}

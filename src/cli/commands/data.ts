import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { fileSha256 } from '../../exchange/tables/bytes.ts'
import { findSet, type QuestionSet, questionSets, type SetFile } from '../../items/sets.ts'
import { problem } from '../../problem.ts'
import { recordedHash, recordHash } from '../data-hashes.ts'
import { download } from '../download.ts'
import type { CommandResult } from '../run-command.ts'
import { shownPath } from '../study-folder.ts'
import type { Terminal } from '../terminal.ts'

/** The sets there are loaders for, or all that is known of one. */
export function listSets(name: string | undefined): CommandResult {
  if (name === undefined) {
    return {
      json: { sets: questionSets },
      lines: [
        ...questionSets.map(
          (set) => `${set.name.padEnd(25)} ${set.licence ?? 'licence unknown'}; ${set.size}`,
        ),
        `${'retractions'.padEnd(25)} no questions: papers that were retracted or questioned, for checking citations`,
        'All of one set: equipoise data list <set>. Download: equipoise data get <set>',
      ],
    }
  }
  const set = requiredSet(name)
  return {
    json: { ...set },
    lines: [
      `${set.title}: ${set.size}`,
      `Home: ${set.home}`,
      `Licence: ${set.licence ?? 'unknown'}`,
      `Cite: ${set.citation}`,
      ...set.files.map((file) => `File: ${file.name}, ${fileFacts(file)}`),
      `Checksums: ${set.checksums}`,
      `Getting it: ${set.getting}`,
      `Near-duplicates: ${set.duplicates}`,
      `Contamination: ${set.contamination}`,
    ],
  }
}

function fileFacts(file: SetFile): string {
  const size = file.bytes === null ? 'size unknown' : `${file.bytes} bytes`
  return `${file.url ?? 'no address to fetch from'}, ${size}, SHA-256 ${file.sha256 ?? 'unknown'}`
}

export interface GetOptions {
  readonly to?: string | undefined
  /** Folder of a mirror that holds the set's files under their names. */
  readonly from?: string | undefined
}

/** Downloads the files of a set and verifies them. A file that is there and right is not fetched again. */
export async function getSet(
  name: string | undefined,
  options: GetOptions,
  terminal: Terminal,
): Promise<CommandResult> {
  const set = requiredSet(name ?? null)
  const folder = resolve(options.to ?? join('data', set.name))
  const sources = set.files.map((file) => ({ file, url: addressOf(set, file, options.from) }))
  await mkdir(folder, { recursive: true })
  const got: { readonly file: string; readonly sha256: string; readonly state: FileState }[] = []
  for (const { file, url } of sources)
    got.push({ file: file.name, ...(await getFile(set, file, url, folder, terminal)) })
  return {
    json: { set: set.name, folder, files: got },
    lines: [
      ...got.map(
        ({ file, sha256, state }) => `${shownPath(join(folder, file))}: ${states[state]} SHA-256 ${sha256}`,
      ),
      `Licence: ${set.licence ?? 'unknown; read it at the home'}. Cite: ${set.citation}`,
      `Next: ${set.getting}`,
    ],
  }
}

type FileState = 'present' | 'published' | 'recorded' | 'first'

const states: Readonly<Record<FileState, string>> = {
  present: 'was there already.',
  published: 'has the published hash.',
  recorded: 'has the hash of the first download.',
  first: 'has a hash that nobody publishes; it was recorded, and later downloads must match it.',
}

async function getFile(
  set: QuestionSet,
  file: SetFile,
  url: string,
  folder: string,
  terminal: Terminal,
): Promise<{ readonly sha256: string; readonly state: FileState }> {
  const target = join(folder, file.name)
  const recorded = await recordedHash(folder, set.name, file.name)
  const known = file.sha256 ?? recorded
  if (existsSync(target)) {
    const sha256 = await fileSha256(target)
    if (sha256 === known) return { sha256, state: 'present' }
    throw problem(
      'DATA_FILE_PRESENT',
      'There is another file of that name; it was left as it is.',
      'Move it away, or choose another folder with --to.',
      { place: { file: shownPath(target) }, value: sha256, expected: known },
    )
  }
  const step = `${file.name} (kB)`
  const sha256 = await download({ url, sha256: known, bytes: file.bytes }, target, {
    onAsk: (host, seconds) =>
      terminal.note(`Waiting for ${host} (${file.name}); after ${seconds} s of silence it is given up.`),
    onProgress: (bytes, total) =>
      terminal.progress(step, Math.round(bytes / 1000), total === null ? null : Math.round(total / 1000)),
  })
  if (file.sha256 !== null) return { sha256, state: 'published' }
  if (recorded !== null) return { sha256, state: 'recorded' }
  await recordHash(folder, set.name, file.name, sha256)
  return { sha256, state: 'first' }
}

function addressOf(set: QuestionSet, file: SetFile, from: string | undefined): string {
  if (from !== undefined) {
    if (!URL.canParse(from) || !/^https?:$/.test(new URL(from).protocol))
      throw problem('DATA_MIRROR', 'This is not the address of a mirror.', 'Correct it.', {
        place: { field: '--from' },
        value: from,
        expected: 'an address that begins with http:// or https://',
      })
    return new URL(encodeURIComponent(file.name), from.endsWith('/') ? from : `${from}/`).href
  }
  if (file.url !== null) return file.url
  throw problem('DATA_BY_HAND', 'This set has no address that a program could fetch it from.', set.getting, {
    place: { file: set.home },
    value: file.name,
  })
}

function requiredSet(name: string | null): QuestionSet {
  const set = name === null ? null : findSet(name)
  if (set !== null) return set
  throw problem('DATA_SET_UNKNOWN', 'There is no such set in the list.', 'Choose one of those.', {
    value: name,
    expected: [...questionSets.map((known) => known.name), 'retractions'].join(', '),
  })
}

import { createHash } from 'node:crypto'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import canonicalize from 'canonicalize'
import { problem } from '../../problem.ts'
import { removeAbandoned, temporaryName } from '../abandoned.ts'
import { errorCode } from '../embedded/error-code.ts'
import { diskFull, noPermission } from '../embedded/start-failure.ts'
import { readSnapshot } from '../snapshot.ts'
import type { Store } from '../store.ts'
import { exportRows } from './export-rows.ts'
import { formatVersion, type Manifest, tableFile } from './manifest.ts'
import type { TableRows } from './tables.ts'

/**
 * Writes a study as a folder of JSONL files (one row a line, canonical JSON of RFC 8785), its documents and
 * `manifest.json`, all as of one moment. The same study gives the same bytes. The folder appears whole or not
 * at all.
 *
 * @param folder must not exist yet.
 * @param documents Texts by file name, for example the protocol.
 * @throws ProblemError BUNDLE_FOLDER_PRESENT, STORE_DISK_FULL or STORE_NO_PERMISSION.
 */
export async function writeBundle(
  store: Store,
  study: { readonly id: string },
  folder: string,
  documents: ReadonlyMap<string, string>,
): Promise<Manifest> {
  const target = path.resolve(folder)
  const temporary = temporaryName(target)
  try {
    await mkdir(path.dirname(target), { recursive: true })
    await removeAbandoned(target)
    await mkdir(temporary)
    const files = await readSnapshot(store, async (snapshot) => {
      const written: Manifest['files'] = []
      for (const rows of exportRows(snapshot, study)) written.push(await writeTable(temporary, rows))
      return written
    })
    const manifest: Manifest = { formatVersion, files, documents: [] }
    for (const [name, text] of documents) {
      await writeSynced(path.join(temporary, name), text)
      manifest.documents.push({ name, sha256: createHash('sha256').update(text).digest('hex') })
    }
    await writeSynced(path.join(temporary, 'manifest.json'), `${canonicalize(manifest)}\n`)
    await mkdir(target)
    // An empty folder is replaced by the rename; that it could be made says that none was there before.
    await rename(temporary, target)
    return manifest
  } catch (error) {
    throw folderProblem(error, target)
  } finally {
    await rm(temporary, { recursive: true, force: true })
  }
}

async function writeTable(folder: string, { table, rows }: TableRows): Promise<Manifest['files'][number]> {
  const name = tableFile(table)
  const hash = createHash('sha256')
  const file = await open(path.join(folder, name), 'wx')
  let count = 0
  try {
    for await (const page of rows) {
      const text = page.map((row) => `${canonicalize(row)}\n`).join('')
      hash.update(text)
      await file.write(text)
      count += page.length
    }
    await file.sync()
  } finally {
    await file.close()
  }
  return { name, rows: count, sha256: hash.digest('hex') }
}

async function writeSynced(name: string, text: string): Promise<void> {
  const file = await open(name, 'wx')
  try {
    await file.write(text)
    await file.sync()
  } finally {
    await file.close()
  }
}

function folderProblem(error: unknown, folder: string): unknown {
  switch (errorCode(error)) {
    case 'EEXIST':
    case 'ENOTEMPTY':
      return problem(
        'BUNDLE_FOLDER_PRESENT',
        'The folder for the export exists already.',
        'Name a new folder, or move the old one away.',
        { place: { file: folder } },
      )
    case 'ENOSPC':
    case 'EDQUOT':
      return diskFull(folder, null)
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return noPermission(folder, null)
    default:
      return error
  }
}

import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { type ProblemError, problem } from '../../problem.ts'
import { errorCode } from '../embedded/error-code.ts'
import type { Store } from '../store.ts'
import { importRows } from './import-rows.ts'
import { fileLines } from './lines.ts'
import { type Manifest, manifestSchema, tableFile, tablesOfVersion } from './manifest.ts'
import { rowSchemasOfVersion } from './tables.ts'

/**
 * Reads a bundle of `writeBundle` into the database: every file is verified first, then all rows are
 * restored in one transaction.
 *
 * @param key of the study in this database.
 * @throws ProblemError BUNDLE_MANIFEST, BUNDLE_FILE_DIFFERS, BUNDLE_ROW or BUNDLE_STUDY_PRESENT.
 */
export async function readBundle(store: Store, key: string, folder: string): Promise<Manifest> {
  const manifest = await verifyBundle(folder)
  const tables = tablesOfVersion(manifest.formatVersion).map((table) => ({
    table,
    rows: readRows(folder, tableFile(table)),
  }))
  await importRows(store, key, tables, rowSchemasOfVersion[manifest.formatVersion])
  return manifest
}

/** Checks every file of a bundle against its manifest; throws for the first that differs. */
export async function verifyBundle(folder: string): Promise<Manifest> {
  const manifest = await readManifest(path.join(folder, 'manifest.json'))
  for (const file of manifest.files) {
    const found = await hashFile(path.join(folder, file.name))
    if (found.sha256 !== file.sha256 || found.rows !== file.rows) {
      throw differs(path.join(folder, file.name), found.sha256, file.sha256)
    }
  }
  for (const { name, sha256 } of manifest.documents) {
    const found = await hashFile(path.join(folder, name))
    if (found.sha256 !== sha256) throw differs(path.join(folder, name), found.sha256, sha256)
  }
  return manifest
}

async function readManifest(file: string): Promise<Manifest> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw badManifest(file, errorCode(error))
  })
  try {
    return manifestSchema.parse(JSON.parse(text))
  } catch {
    throw badManifest(file, null)
  }
}

async function hashFile(file: string): Promise<{ readonly sha256: string; readonly rows: number }> {
  const hash = createHash('sha256')
  let rows = 0
  try {
    for await (const chunk of createReadStream(file)) {
      const bytes: Buffer = chunk
      hash.update(bytes)
      for (const byte of bytes) if (byte === 10) rows += 1
    }
  } catch (error) {
    throw differs(file, errorCode(error), 'the file')
  }
  return { sha256: hash.digest('hex'), rows }
}

async function* readRows(folder: string, name: string): AsyncGenerator<readonly unknown[]> {
  let line = 0
  for await (const lines of fileLines(path.join(folder, name))) {
    const before = line
    yield lines.map((text, index) => parseRow(text, name, before + index + 1))
    line += lines.length
  }
}

function parseRow(text: string, file: string, line: number): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw problem('BUNDLE_ROW', 'The line is not a row as JSON.', 'Export the study again.', {
      place: { file, line },
      value: text,
    })
  }
}

function differs(file: string, value: string | null, expected: string): ProblemError {
  return problem(
    'BUNDLE_FILE_DIFFERS',
    'The file is not the one that was exported.',
    'Copy the bundle again from where it was made; nothing was imported.',
    { place: { file }, value, expected },
  )
}

function badManifest(file: string, value: string | null): ProblemError {
  return problem(
    'BUNDLE_MANIFEST',
    'The folder is not a bundle of a known format: its manifest is missing or is not one.',
    'Name a folder that was written by an export of this version or an older one.',
    { place: { file }, value },
  )
}

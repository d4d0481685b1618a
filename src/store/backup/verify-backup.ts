import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { parsedJson } from '../../parsed-json.ts'
import { type ProblemError, problem } from '../../problem.ts'
import { errorCode } from '../embedded/error-code.ts'
import {
  type BackupManifest,
  backupManifestSchema,
  keptFile,
  manifestName,
  rowsFile,
  sealName,
} from './backup-manifest.ts'
import { hashOfFile } from './hashed-file.ts'

/** A backup whose manifest is the one that was sealed. */
export interface SealedBackup {
  readonly manifest: BackupManifest
  /** SHA-256 of the manifest, which stands for the whole backup. */
  readonly sha256: string
}

/**
 * Reads the manifest of a backup, without looking at what it lists.
 *
 * @throws ProblemError BACKUP_MANIFEST where the folder is no backup, or its manifest is not the one that was sealed.
 */
export async function readBackupManifest(folder: string): Promise<SealedBackup> {
  const file = path.join(folder, manifestName)
  const [text, seal] = await Promise.all([textOf(file, folder), textOf(path.join(folder, sealName), folder)])
  const sha256 = createHash('sha256').update(text).digest('hex')
  const manifest = backupManifestSchema.safeParse(parsedJson(text))
  if (seal.startsWith(`${sha256}  `) && manifest.success) return { manifest: manifest.data, sha256 }
  throw noBackup(
    file,
    manifest.success ? 'the manifest that was sealed' : 'a manifest of a version that is known',
  )
}

/**
 * Checks every file of a backup against its manifest.
 *
 * @throws ProblemError BACKUP_MANIFEST, or BACKUP_DIFFERS for the first file that is not the one that was saved.
 */
export async function verifyBackup(
  folder: string,
  onProgress: (done: number, total: number) => void = () => {},
): Promise<SealedBackup> {
  const sealed = await readBackupManifest(folder)
  const { tables, files } = sealed.manifest
  const listed = [
    ...tables.map(({ name, sha256 }) => ({ file: rowsFile(name), sha256 })),
    ...files.map((file) => ({ file: keptFile(file.path), sha256: file.sha256 })),
  ]
  for (const [at, { file, sha256 }] of listed.entries()) {
    onProgress(at, listed.length)
    const whole = path.join(folder, file)
    const found = await hashOfFile(whole).catch((error: unknown) => {
      throw differs(whole, errorCode(error), 'the file')
    })
    if (found.sha256 !== sha256) throw differs(whole, found.sha256, sha256)
  }
  return sealed
}

async function textOf(file: string, folder: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: unknown) => {
    throw noBackup(folder, `a readable ${path.basename(file)}`, errorCode(error))
  })
}

function noBackup(file: string, expected: string, value: string | null = null): ProblemError {
  return problem(
    'BACKUP_MANIFEST',
    'This is no backup that can be used.',
    'Name another backup; `equipoise backup` makes one.',
    { place: { file }, value, expected },
  )
}

function differs(file: string, value: string | null, expected: string): ProblemError {
  return problem(
    'BACKUP_DIFFERS',
    'The file is not the one that was saved, so nothing of this backup is used.',
    'Use another backup, or another copy of this one.',
    { place: { file }, value, expected },
  )
}

import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { problem } from '../problem.ts'
import { findWorkspace } from '../store/find-workspace.ts'
import { shownPath } from './study-folder.ts'
import { createWhole } from './whole-files.ts'

/** Where a workspace keeps the hash of the first download of a file, as `sha256sum` would write it. */
async function hashFile(near: string, set: string, file: string): Promise<string> {
  return join(await findWorkspace(near), '.equipoise', 'data-hashes', set, `${file}.sha256`)
}

/** The hash that an earlier download into the workspace recorded; null where there was none. */
export async function recordedHash(near: string, set: string, file: string): Promise<string | null> {
  const path = await hashFile(near, set, file)
  const text = await readFile(path, 'utf8').catch(() => null)
  if (text === null) return null
  const [, sha256] = /^([0-9a-f]{64}) {2}/.exec(text) ?? []
  if (sha256 !== undefined) return sha256
  throw problem('DATA_RECORD', 'The recorded hash cannot be read.', 'Delete the file to record it anew.', {
    place: { file: shownPath(path) },
    value: text.trim(),
    expected: '64 hexadecimal digits',
  })
}

/** Records the hash of a first download; where another process was faster, its record stays. */
export async function recordHash(near: string, set: string, file: string, sha256: string): Promise<void> {
  const path = await hashFile(near, set, file)
  await mkdir(join(path, '..'), { recursive: true })
  await createWhole(path, `${sha256}  ${file}\n`)
}

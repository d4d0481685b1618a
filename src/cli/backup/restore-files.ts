import { mkdir, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { problem } from '../../problem.ts'
import { keptFile } from '../../store/backup/backup-manifest.ts'
import { copyHashed, hashOfFile } from '../../store/backup/hashed-file.ts'
import type { RecordFile } from '../../store/backup/write-backup.ts'
import { fillWhole } from '../whole-files.ts'
import { kindOf } from './entries.ts'

/** A file of a backup and where it goes. */
export interface FileToRestore {
  readonly path: string
  readonly sha256: string
  readonly to: string
}

/**
 * Files that stand where a backup's files go and are others.
 *
 * @throws ProblemError RESTORE_FILE_KIND where a folder stands in the place of a file.
 */
export async function otherFiles(files: readonly FileToRestore[]): Promise<readonly FileToRestore[]> {
  const others: FileToRestore[] = []
  for (const file of files) {
    const kind = await kindOf(file.to)
    if (kind === 'folder')
      throw problem('RESTORE_FILE_KIND', 'There is a folder where a file belongs.', 'Move it away.', {
        place: { file: file.to },
      })
    if (kind === 'file' && (await hashOfFile(file.to)).sha256 !== file.sha256) others.push(file)
  }
  return others
}

/** Copies files out of a backup, each whole or not at all; one that is there already is left as it is. */
export async function restoreFiles(
  backup: string,
  files: readonly FileToRestore[],
  onProgress: (done: number, total: number) => void,
): Promise<void> {
  for (const [at, { path, sha256, to }] of files.entries()) {
    onProgress(at, files.length)
    if ((await kindOf(to)) === 'file' && (await hashOfFile(to)).sha256 === sha256) continue
    await mkdir(dirname(to), { recursive: true })
    await fillWhole(to, async (partial) => {
      const copied = await copyHashed(join(backup, keptFile(path)), partial)
      if (copied.sha256 !== sha256)
        throw problem('BACKUP_DIFFERS', 'The file is not the one that was saved.', 'Use another backup.', {
          place: { file: join(backup, keptFile(path)) },
          value: copied.sha256,
          expected: sha256,
        })
    })
  }
}

/** Removes files of record that came after the backup, so that nothing is of two moments. They were saved before. */
export async function removeLater(
  present: readonly RecordFile[],
  files: readonly FileToRestore[],
): Promise<number> {
  const restored = new Set(files.map(({ to }) => to))
  const later = present.filter(({ from }) => !restored.has(from))
  for (const { from } of later) await rm(from, { force: true })
  return later.length
}

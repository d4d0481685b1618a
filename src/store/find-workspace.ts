import { stat } from 'node:fs/promises'
import path from 'node:path'

/**
 * The workspace that a study folder belongs to: the nearest folder upwards, itself included, that has a
 * `.equipoise` folder; without one the study folder is a workspace of its own.
 */
export async function findWorkspace(studyDir: string): Promise<string> {
  const start = path.resolve(studyDir)
  for (let folder = start; ; folder = path.dirname(folder)) {
    const found = await stat(path.join(folder, '.equipoise')).catch(() => null)
    if (found?.isDirectory() === true) return folder
    if (path.dirname(folder) === folder) return start
  }
}

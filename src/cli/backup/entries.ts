import { lstat, readdir } from 'node:fs/promises'
import { errorCode } from '../../store/embedded/error-code.ts'

/** Names in a folder; none where there is no such folder. */
export async function namesIn(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch((error: unknown) => {
    if (['ENOENT', 'ENOTDIR'].includes(errorCode(error) ?? '')) return []
    throw error
  })
}

/** What stands at a path; links and devices are `other`, and so is what is not there any more. */
export async function kindOf(path: string): Promise<'file' | 'folder' | 'other'> {
  const entry = await lstat(path).catch(() => null)
  if (entry?.isFile() === true) return 'file'
  return entry?.isDirectory() === true ? 'folder' : 'other'
}

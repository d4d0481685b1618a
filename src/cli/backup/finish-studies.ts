import { lockText } from '../../protocol/lock.ts'
import type { Store } from '../../store/store.ts'
import { isFolder, studyFolder } from '../study-folder.ts'
import { storedLocks } from '../study-locks.ts'
import { writeWhole } from '../whole-files.ts'
import type { RestorePlace } from './restore-place.ts'

/** Makes the files of restored studies say what their rows say: the lock that is in force, and their name on a server. */
export async function finishStudies(
  store: Store,
  { folders, keys }: RestorePlace,
  onServer: boolean,
): Promise<void> {
  for (const [id, path] of folders) {
    if (!(await isFolder(path))) continue
    const folder = studyFolder(path)
    const lock = (await storedLocks({ store, record: { id } })).at(-1)
    if (lock !== undefined) await writeWhole(folder.lock, lockText(lock))
    if (onServer) await writeWhole(folder.identity, `${keys.get(id)}\n`)
  }
}

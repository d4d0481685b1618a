import { rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { ProblemError, problem } from '../../problem.ts'
import { serverAccount } from './account.ts'
import { prepareBinaries } from './binaries.ts'
import { errorCode } from './error-code.ts'
import { existingCluster, pointerFile } from './place.ts'
import { isPostmaster, readPostmaster } from './postmaster.ts'
import { stopServer } from './server.ts'

/** Codes of a database that is there and cannot be used; none of them is mended by trying again. */
const damageCodes = new Set([
  'STORE_START_FAILED',
  'STORE_WRONG_VERSION',
  'STORE_CLUSTER_LOST',
  'STORE_REFUSED',
  // Of PostgreSQL: damaged data, a damaged index, a file that is gone, a catalogue that does not hold.
  'XX000',
  'XX001',
  'XX002',
  '58P01',
  '58030',
])

/** Whether an error says that the files of a database are damaged, and not that it is busy, full or out of reach. */
export function isDamage(error: unknown): boolean {
  if (error instanceof ProblemError) return error.problems.some(({ code }) => damageCodes.has(code))
  return damageCodes.has(errorCode(error) ?? '')
}

/**
 * Takes the embedded database of a workspace out of use, with every file of it, so that a new one can be made in its place.
 *
 * @returns Where it lies now; null where there was none.
 * @throws ProblemError STORE_IN_USE where its server runs and does not stop.
 */
export async function setAsideDatabase(workspace: string): Promise<string | null> {
  const folder = await existingCluster(workspace)
  if (folder === null) {
    // What a workspace points to may be gone altogether.
    await rm(pointerFile(workspace), { force: true })
    return null
  }
  const data = path.join(folder, 'data')
  if (await runs(data)) {
    const account = await serverAccount()
    await stopServer({ folder, account, binaries: await prepareBinaries(account) })
    if (await runs(data)) {
      throw problem('STORE_IN_USE', 'The database’s server does not stop.', 'Stop it, then try again.', {
        place: { file: folder },
      })
    }
  }
  const aside = `${folder}.damaged-${new Date().toISOString().replaceAll(/[-:.]/g, '')}`
  await rename(folder, aside)
  await rm(pointerFile(workspace), { force: true })
  return aside
}

async function runs(data: string): Promise<boolean> {
  const found = await readPostmaster(data).catch(() => null)
  return found !== null && (await isPostmaster(found.pid, data))
}

import { rm } from 'node:fs/promises'
import path from 'node:path'
import { problem } from '../../problem.ts'
import { joinServer } from './membership.ts'
import { existingCluster, pointerFile } from './place.ts'
import { isPostmaster, readPostmaster } from './postmaster.ts'

/**
 * Removes the embedded database of a workspace with all that is in it, wherever it lies. A server that runs there
 * although nobody uses it (who did was killed a moment ago) is stopped first: one whose files are gone would go on
 * for a while, and its keeper might take a new server in the same place for it.
 *
 * @throws ProblemError STORE_IN_USE where another process uses the database.
 */
export async function removeDatabase(workspace: string): Promise<void> {
  const cluster = await existingCluster(workspace)
  if (cluster === null) return
  const data = path.join(cluster, 'data')
  if (await runs(data)) {
    const membership = await joinServer(workspace, ignore, ignore)
    await membership.leave()
    if (await runs(data)) {
      throw problem(
        'STORE_IN_USE',
        'Another process is using this database; it was left as it is.',
        'Wait until that is done, then try again.',
        { place: { file: workspace } },
      )
    }
  }
  await rm(cluster, { recursive: true, force: true, maxRetries: 5 })
  await rm(pointerFile(workspace), { force: true })
}

async function runs(data: string): Promise<boolean> {
  const found = await readPostmaster(data)
  return found !== null && (await isPostmaster(found.pid, data))
}

function ignore(): void {}

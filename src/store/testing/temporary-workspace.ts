import { chmod, mkdtemp, rm, rmdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sharedFolder } from '../embedded/binaries.ts'
import { existingCluster } from '../embedded/place.ts'
import { readPostmaster } from '../embedded/postmaster.ts'

export interface TemporaryWorkspace extends AsyncDisposable {
  readonly folder: string
}

/**
 * A workspace folder of a test, removed with its cluster at the end, also where that lies elsewhere.
 *
 * With mode 0700 and as root, the server's account cannot enter it.
 */
export async function temporaryWorkspace(mode = 0o755): Promise<TemporaryWorkspace> {
  const folder = await mkdtemp(path.join(tmpdir(), 'equipoise-test-'))
  await chmod(folder, mode)
  return { folder, [Symbol.asyncDispose]: () => removeWorkspace(folder) }
}

async function removeWorkspace(folder: string): Promise<void> {
  const cluster = await existingCluster(folder)
  if (cluster !== null) {
    await until(async () => (await readPostmaster(path.join(cluster, 'data'))) === null).catch(
      async (error) => {
        const left = await readPostmaster(path.join(cluster, 'data'))
        if (left !== null) process.kill(left.pid, 'SIGQUIT')
        throw error
      },
    )
    await rm(cluster, { recursive: true, force: true, maxRetries: 5 })
  }
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  // Folders that other workspaces still use are not empty and stay.
  for (const empty of [path.join(sharedFolder, 'clusters'), sharedFolder]) await rmdir(empty).catch(() => {})
}

/** Waits until the condition holds, looking every 25 ms; throws after `timeoutMs`. */
export async function until(condition: () => Promise<boolean>, timeoutMs = 15_000): Promise<void> {
  const deadline = Date.now() + timeoutMs
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error('the condition did not come about in time')
    await sleep(25)
  }
}

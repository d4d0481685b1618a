import process from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { isAlive } from '../../is-alive.ts'
import { serverAccount } from './account.ts'
import { type Cluster, clusterUser, dataFolder, readPassword } from './cluster.ts'
import { connectForLease, countLeases, keeperLock, takeExclusive } from './lease.ts'
import { isPostmaster, readPostmaster } from './postmaster.ts'
import { stopServer } from './server.ts'

// A program: `node keeper.ts FOLDER BINARIES MAJOR STARTER` stops the server of the cluster in FOLDER once nobody
// has held a lease on two looks in a row. It ends with the server. STARTER is the number of the process that spawned
// it and is about to start the server; asked of the system, it might be dead and another parent in its place.

const lookEveryMs = 1000
const looksWithoutLease = 2
const looksForStart = 15
const looksAfterStarter = 3

/**
 * A connection to the server; null where none runs, after as many looks without one.
 *
 * A server that is alive but does not take connections (it recovers from a crash) is waited for.
 */
async function connect(cluster: Cluster, looks: () => number): Promise<pg.Client | null> {
  const password = await readPassword(cluster.folder)
  for (let look = 1; ; ) {
    const found = await readPostmaster(dataFolder(cluster))
    if (found === null || !(await isPostmaster(found.pid, dataFolder(cluster)))) {
      if (look >= looks()) return null
      look += 1
    } else if (found.port !== null) {
      const address = { host: '127.0.0.1', port: found.port, user: clusterUser, password }
      const client = await connectForLease(address).catch(() => null)
      if (client !== null) return client
    }
    await sleep(lookEveryMs)
  }
}

/** Looks until the server was stopped or has another keeper (true), or the connection broke (false). */
async function watch(cluster: Cluster, client: pg.Client): Promise<boolean> {
  let empty = 0
  try {
    if (!(await takeExclusive(client, keeperLock))) return true
    for (;;) {
      empty = (await countLeases(client)) === 0 ? empty + 1 : 0
      if (empty >= looksWithoutLease && (await takeExclusive(client))) {
        await stopServer(cluster)
        return true
      }
      await sleep(lookEveryMs)
    }
  } catch {
    return false
  } finally {
    await client.end().catch(() => {})
  }
}

/** Without a cluster folder there is nothing to keep, and reading from it ends the program. */
async function keep(folder: string, root: string, major: number, starter: number): Promise<void> {
  const cluster: Cluster = { folder, binaries: { root, major }, account: await serverAccount() }
  let looks = (): number => (process.ppid === starter && isAlive(starter) ? looksForStart : looksAfterStarter)
  for (;;) {
    const client = await connect(cluster, looks)
    if (client === null || (await watch(cluster, client))) return
    // Whoever starts the server anew after a crash brings a keeper of its own.
    looks = () => 1
  }
}

const [folder, root, major, starter] = process.argv.slice(2)
if (folder === undefined || root === undefined || major === undefined || starter === undefined) {
  process.exitCode = 2
} else {
  await keep(folder, root, Number(major), Number(starter))
}

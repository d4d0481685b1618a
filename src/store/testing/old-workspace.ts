import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { serverAccount } from '../embedded/account.ts'
import { prepareBinaries } from '../embedded/binaries.ts'
import { type Cluster, createCluster } from '../embedded/cluster.ts'
import { holdServer } from '../embedded/upgrade/held-server.ts'
import { openStore, type Store } from '../store.ts'
import { oldestBinaries } from './separate-server.ts'

/** Gives a workspace an embedded database of the oldest supported PostgreSQL, as an older version of the software made it. */
export async function makeOldCluster(
  workspace: string,
  fill: (store: Store) => Promise<void>,
): Promise<Cluster> {
  const account = await serverAccount()
  const binaries = await prepareBinaries(account, oldestBinaries())
  const control = path.join(workspace, '.equipoise')
  await mkdir(control, { recursive: true })
  const cluster: Cluster = { folder: path.join(control, 'cluster'), binaries, account }
  await createCluster(cluster)
  const server = await holdServer(cluster)
  try {
    await server.client.query('create database equipoise')
    const { host, port, user, password } = server.address
    const databaseUrl = `postgres://${user}:${password}@${host}:${port}/equipoise`
    const store = await openStore({ workspace, databaseUrl })
    await fill(store).finally(() => store.close())
  } finally {
    await server.stop()
  }
  return cluster
}

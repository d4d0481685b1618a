import { createServer, type Socket } from 'node:net'
import type { Pooler, PoolerSettings } from '../pooled-server.ts'
import { ClientSession } from './client-session.ts'
import { SessionPool } from './session-pool.ts'

/**
 * A pooler for tests, where PgBouncer is not installed: it gives every transaction whatever server connection is free,
 * with all that other clients left in its session, and refuses what PgBouncer refuses. `pooler.test.ts` holds it to
 * PgBouncer's behaviour wherever that is installed.
 */
export async function startPooler(settings: PoolerSettings): Promise<Pooler> {
  const pools = new Map<string, SessionPool>()
  const sockets = new Set<Socket>()
  const clients = new Map<number, ClientSession>()
  const poolOf = (database: string) => {
    const pool = pools.get(database) ?? new SessionPool(settings, database)
    pools.set(database, pool)
    return pool
  }
  const server = createServer((socket) => {
    sockets.add(socket)
    const client = new ClientSession(socket, { settings, poolOf, clients })
    socket.on('close', () => {
      sockets.delete(socket)
      client.vanished()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    stop: async () => {
      for (const socket of sockets) socket.destroy()
      for (const pool of pools.values()) pool.close()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

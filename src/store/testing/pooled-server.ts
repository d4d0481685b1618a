import { packagedBinaries } from '../embedded/binaries.ts'
import { startPgBouncer } from './pooler/pgbouncer.ts'
import { startPooler } from './pooler/pooler.ts'
import { owner, type SeparateServer, startSeparateServer } from './separate-server.ts'

/** A pooler that stands before a server. */
export interface Pooler {
  readonly port: number
  readonly stop: () => Promise<void>
}

/** What a pooler is told. */
export interface PoolerSettings {
  readonly serverPort: number
  readonly user: string
  readonly password: string
  /** Server connections for each database and user. */
  readonly poolSize: number
  /** `transaction`: a session lasts for a transaction; `statement`: for a statement, and transactions are refused. */
  readonly mode: 'transaction' | 'statement'
}

/** A separate server of the present major, and the pooler that stands before it. */
export async function startPooledServer(
  kind: 'pooler' | 'pgbouncer',
): Promise<{ readonly server: SeparateServer; readonly pooler: Pooler }> {
  const server = await startSeparateServer(packagedBinaries())
  // What the software asks an operator to do, since a pooler's sessions are nobody's own.
  await server.administer(
    'postgres',
    `alter role "${owner.name}" set datestyle = 'ISO'`,
    `alter role "${owner.name}" set default_transaction_isolation = 'read committed'`,
  )
  const settings: PoolerSettings = {
    serverPort: server.port,
    user: owner.name,
    password: owner.password,
    poolSize: 20,
    mode: 'transaction',
  }
  return { server, pooler: await (kind === 'pooler' ? startPooler(settings) : startPgBouncer(settings)) }
}

import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { serverAccount } from '../../embedded/account.ts'
import { freePort } from '../../embedded/server.ts'
import type { Pooler, PoolerSettings } from '../pooled-server.ts'
import { until } from '../temporary-workspace.ts'

const places = ['/usr/sbin/pgbouncer', '/usr/bin/pgbouncer', '/usr/local/bin/pgbouncer']

/** Where PgBouncer is installed on this machine; null where it is not. */
export function findPgBouncer(): string | null {
  return places.find((file) => spawnSync(file, ['--version']).status === 0) ?? null
}

/** PgBouncer itself, in the mode that is asked for and otherwise as it comes. */
export async function startPgBouncer(settings: PoolerSettings): Promise<Pooler> {
  const program = findPgBouncer()
  if (program === null) throw new Error('PgBouncer is not installed here')
  const folder = await mkdtemp(path.join(tmpdir(), 'equipoise-pgbouncer-'))
  const port = await freePort()
  const users = path.join(folder, 'users.txt')
  const configuration = path.join(folder, 'pgbouncer.ini')
  await writeFile(users, `"${settings.user}" "${settings.password}"\n`)
  await writeFile(
    configuration,
    `[databases]
* = host=127.0.0.1 port=${settings.serverPort}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = ${users}
pool_mode = ${settings.mode}
default_pool_size = ${settings.poolSize}
max_client_conn = 500
`,
  )
  await chmod(folder, 0o755)
  const account = await serverAccount()
  const child = spawn(program, ['-q', configuration], {
    stdio: 'ignore',
    ...(account === null ? {} : { uid: account.uid, gid: account.gid }),
  })
  const ended = once(child, 'exit')
  await until(() => answers(port))
  return {
    port,
    stop: async () => {
      child.kill('SIGINT')
      const timer = setTimeout(() => child.kill('SIGKILL'), 2000)
      await ended
      clearTimeout(timer)
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.on('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.on('error', () => resolve(false))
  })
}

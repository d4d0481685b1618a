import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile, rename, stat, utimes, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { isAlive } from '../../is-alive.ts'
import { startChild } from '../testing/child.ts'
import { temporaryWorkspace, until } from '../testing/temporary-workspace.ts'
import { serverAccount } from './account.ts'
import { sharedFolder } from './binaries.ts'
import { joinServer, type Membership } from './membership.ts'
import { existingCluster } from './place.ts'
import { type Postmaster, readPostmaster } from './postmaster.ts'

const root = process.getuid?.() === 0

function join(workspace: string): Promise<Membership> {
  return joinServer(
    workspace,
    () => {},
    () => {},
  )
}

async function clusterOf(workspace: string): Promise<string> {
  const cluster = await existingCluster(workspace)
  if (cluster === null) throw new Error('the workspace has no cluster')
  return cluster
}

async function postmasterOf(workspace: string): Promise<Postmaster | null> {
  return readPostmaster(path.join(await clusterOf(workspace), 'data'))
}

async function serverPid(workspace: string): Promise<number> {
  const found = await postmasterOf(workspace)
  if (found === null) throw new Error('no server runs')
  return found.pid
}

async function ask(membership: Membership, text: string): Promise<unknown> {
  const client = new pg.Client({ ...membership.address, database: 'postgres', connectionTimeoutMillis: 5000 })
  await client.connect()
  try {
    const result = await client.query({ text, rowMode: 'array' })
    return result.rows[0]?.[0]
  } finally {
    await client.end()
  }
}

describe('the life of the embedded server', () => {
  it('starts on demand, is found by a second process, and stops when the last one leaves', async () => {
    await using workspace = await temporaryWorkspace()
    const membership = await join(workspace.folder)
    const pid = await serverPid(workspace.folder)
    const other = startChild('hold-lease', [workspace.folder])
    expect(await other.line()).toBe(String(membership.address.port))
    expect(await serverPid(workspace.folder)).toBe(pid)

    await membership.leave()
    await sleep(300)
    expect(isAlive(pid)).toBe(true)

    await other.release()
    await until(async () => !isAlive(pid), 2000)
    expect(await postmasterOf(workspace.folder)).toBe(null)
  })

  it('listens on loopback only, syncs to disk, checks passwords and keeps its own from others', async () => {
    await using workspace = await temporaryWorkspace()
    const membership = await join(workspace.folder)
    try {
      expect(await ask(membership, 'show listen_addresses')).toBe('127.0.0.1')
      expect(await ask(membership, 'show unix_socket_directories')).toBe('')
      expect(await ask(membership, 'show fsync')).toBe('on')
      expect(await ask(membership, 'show synchronous_commit')).toBe('on')
      const password = path.join(await clusterOf(workspace.folder), 'password')
      expect((await stat(password)).mode & 0o777).toBe(0o600)
      const guess = new pg.Client({ ...membership.address, password: 'guess', database: 'postgres' })
      await expect(guess.connect()).rejects.toMatchObject({ code: '28P01' })
    } finally {
      await membership.leave()
    }
  })

  it('stops although everybody who used it was killed, from a folder that only root may enter too', async () => {
    await using workspace = await temporaryWorkspace(0o700)
    const holder = startChild('hold-lease', [workspace.folder])
    await holder.line()
    const cluster = await clusterOf(workspace.folder)
    expect(cluster.startsWith(root ? sharedFolder : workspace.folder)).toBe(true)
    const pid = await serverPid(workspace.folder)
    await holder.kill()
    expect(isAlive(pid)).toBe(true)
    await until(async () => !isAlive(pid), 10_000)
    // The cluster is sound: it opens again.
    const membership = await join(workspace.folder)
    await membership.leave()
    if (!root) return
    await rename(cluster, `${cluster}.away`)
    await expect(join(workspace.folder)).rejects.toThrow(/STORE_CLUSTER_LOST/)
    await rename(`${cluster}.away`, cluster)
  })

  it('recovers after the server was killed, for those who stay and for those who come', async () => {
    await using workspace = await temporaryWorkspace()
    const membership = await join(workspace.folder)
    const port = membership.address.port
    const killed = await serverPid(workspace.folder)
    process.kill(killed, 'SIGKILL')
    const newcomer = startChild('hold-lease', [workspace.folder])
    expect(await newcomer.line()).toBe(String(port))
    const pid = await serverPid(workspace.folder)
    expect(pid).not.toBe(killed)
    const leases = `select count(*) from pg_locks where locktype = 'advisory' and objid = 1 and granted`
    await until(async () => (await ask(membership, leases)) === '2')
    await newcomer.release()
    expect(isAlive(pid)).toBe(true)
    await membership.leave()
    await until(async () => !isAlive(pid), 2000)
  })

  it('starts although postmaster.pid names another living process', async () => {
    await using workspace = await temporaryWorkspace()
    const first = await join(workspace.folder)
    const file = path.join(await clusterOf(workspace.folder), 'data', 'postmaster.pid')
    const lines = (await readFile(file, 'utf8')).split('\n')
    await first.leave()
    // A process of the very account that the server runs as is the hard case: PostgreSQL believes it.
    const account = await serverAccount()
    const stranger = spawn('sleep', ['60'], account === null ? {} : { uid: account.uid, gid: account.gid })
    try {
      for (const pid of [process.pid, stranger.pid, 1]) {
        await writeFile(file, [pid, ...lines.slice(1)].join('\n'))
        const membership = await join(workspace.folder)
        expect(await ask(membership, 'select 1')).toBe(1)
        await membership.leave()
      }
      expect(isAlive(stranger.pid ?? 0)).toBe(true)
    } finally {
      stranger.kill('SIGKILL')
      await once(stranger, 'exit')
    }
  })

  it('starts over an empty postmaster.pid that a crash left', async () => {
    await using workspace = await temporaryWorkspace()
    const first = await join(workspace.folder)
    const file = path.join(await clusterOf(workspace.folder), 'data', 'postmaster.pid')
    await first.leave()
    await writeFile(file, '')
    const minuteAgo = new Date(Date.now() - 60_000)
    await utimes(file, minuteAgo, minuteAgo)
    const membership = await join(workspace.folder)
    expect(await ask(membership, 'select 1')).toBe(1)
    await membership.leave()
  })

  it('waits for a server that has made its file and not yet written its number', async () => {
    await using workspace = await temporaryWorkspace()
    const first = await join(workspace.folder)
    const file = path.join(await clusterOf(workspace.folder), 'data', 'postmaster.pid')
    await first.leave()
    await writeFile(file, '')
    // pg_ctl gives up at once on a file that is empty; the next look finds it old enough to be a remnant.
    const membership = await join(workspace.folder)
    expect(await ask(membership, 'select 1')).toBe(1)
    await membership.leave()
  })

  it('lets processes come and go at once without one failing', async () => {
    await using workspace = await temporaryWorkspace()
    const children = Array.from({ length: 4 }, () => startChild('hold-lease', [workspace.folder, '3']))
    expect(await Promise.all(children.map((child) => child.release()))).toEqual([0, 0, 0, 0])
    await until(async () => (await postmasterOf(workspace.folder)) === null)
  })

  it('never leaves half a cluster when it is killed while it makes one', async () => {
    await using workspace = await temporaryWorkspace()
    const control = path.join(workspace.folder, '.equipoise')
    const half = async () => {
      const names = await readdir(control).catch(() => [])
      return names.some((name) => name.startsWith('cluster.new-'))
    }
    const maker = startChild('hold-lease', [workspace.folder])
    await until(half)
    await sleep(150)
    await maker.kill()
    expect(await existingCluster(workspace.folder)).toBe(null)
    const membership = await join(workspace.folder)
    await membership.leave()
    await until(async () => !(await half()))
  })
})

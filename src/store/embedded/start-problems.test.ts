import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmdirSync } from 'node:fs'
import { chmod, cp, mkdir, mkdtemp, rm, unlink, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { startChild } from '../testing/child.ts'
import { temporaryWorkspace } from '../testing/temporary-workspace.ts'
import { type ServerAccount, serverAccount } from './account.ts'
import { packagedBinaries, prepareBinaries, programPath } from './binaries.ts'
import { type Cluster, checkCluster, createCluster, dataFolder } from './cluster.ts'
import { joinServer } from './membership.ts'
import { runProgram } from './program.ts'
import { freePort, startServer } from './server.ts'

const root = process.getuid?.() === 0
const stranger = { uid: 12_345, gid: 12_345 }

// A checkout in a folder that only root may enter is closed to the users that some tests run as.
const strangersEnter =
  root &&
  spawnSync(
    '/bin/sh',
    ['-c', 'test -r "$0" && test -x "$1"', fileURLToPath(import.meta.url), process.execPath],
    stranger,
  ).status === 0
if (root && !strangersEnter) process.stdout.write('Skipped: other users cannot enter this checkout.\n')

// Containers often forbid mounts, also to root.
const mounts = root && canMount()
if (root && !mounts) process.stdout.write('Skipped: nothing can be mounted here.\n')

function canMount(): boolean {
  const folder = mkdtempSync(path.join(tmpdir(), 'equipoise-mount-'))
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder]).status === 0
  if (mounted) execFileSync('umount', [folder])
  rmdirSync(folder)
  return mounted
}

function join(workspace: string) {
  return joinServer(
    workspace,
    () => {},
    () => {},
  )
}

async function newCluster(folder: string): Promise<Cluster> {
  const account = await serverAccount()
  const cluster = { folder: path.join(folder, 'cluster'), binaries: await prepareBinaries(account), account }
  await createCluster(cluster)
  return cluster
}

async function occupy(port: number): Promise<Server> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return server
}

describe('a server that cannot start says why', () => {
  it('tries another port where one is taken, and says so where all are', async () => {
    await using workspace = await temporaryWorkspace()
    const cluster = await newCluster(workspace.folder)
    const port = await freePort()
    const holder = await occupy(port)
    await expect(startServer(cluster, async () => port)).rejects.toThrow(/STORE_PORT_TAKEN/)
    holder.close()
  })

  it.skipIf(root && !mounts)('names a full disk', async () => {
    await using workspace = await temporaryWorkspace()
    const small = path.join(workspace.folder, 'small')
    await mkdir(small)
    // Only root may mount; others meet a folder that they may not write, which has its own sentence.
    if (root) execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m,mode=0755', 'tmpfs', small])
    else await chmod(small, 0o500)
    try {
      await expect(join(small)).rejects.toThrow(root ? /STORE_DISK_FULL/ : /STORE_NO_PERMISSION/)
    } finally {
      if (root) execFileSync('umount', [small])
      else await chmod(small, 0o700)
    }
  })

  it.skipIf(root && !mounts)('names a folder that may not be written', async () => {
    await using workspace = await temporaryWorkspace()
    const locked = path.join(workspace.folder, 'locked')
    await mkdir(locked)
    if (root) execFileSync('mount', ['-t', 'tmpfs', '-o', 'ro,mode=0755', 'tmpfs', locked])
    else await chmod(locked, 0o500)
    try {
      await expect(join(locked)).rejects.toThrow(/STORE_NO_PERMISSION/)
    } finally {
      if (root) execFileSync('umount', [locked])
    }
  })

  it.runIf(strangersEnter)('names the other user whose database it is', async () => {
    await using workspace = await temporaryWorkspace()
    const membership = await join(workspace.folder)
    await membership.leave()
    const ordinary = startChild('hold-lease', [workspace.folder], stranger)
    await expect(ordinary.release()).rejects.toThrow(/STORE_OTHER_OWNER/)
    const cluster = path.join(workspace.folder, '.equipoise', 'cluster')
    execFileSync('chown', ['12345', cluster])
    await expect(join(workspace.folder)).rejects.toThrow(/STORE_OTHER_OWNER/)
  })

  it.runIf(strangersEnter)('runs for an ordinary user as for root', async () => {
    await using workspace = await temporaryWorkspace(0o777)
    // 1 is `daemon` on Linux and macOS.
    const child = startChild('hold-lease', [workspace.folder], { uid: 1, gid: 1 })
    expect(Number(await child.line())).toBeGreaterThan(0)
    expect(await child.release()).toBe(0)
  })

  it.runIf(strangersEnter)('names the user without an entry in the password file', async () => {
    await using workspace = await temporaryWorkspace(0o777)
    const child = startChild('hold-lease', [workspace.folder], stranger)
    await expect(child.release()).rejects.toThrow(/STORE_NO_ACCOUNT/)
  })

  it('names a database folder of another version, and a folder that is no database', async () => {
    await using workspace = await temporaryWorkspace()
    const cluster = await newCluster(workspace.folder)
    await writeFile(path.join(dataFolder(cluster), 'PG_VERSION'), '15\n')
    await expect(checkCluster(cluster)).rejects.toThrow(
      /Found "PostgreSQL 15"\. Expected PostgreSQL 18\..*`equipoise store upgrade`.*STORE_OLD_CLUSTER/,
    )
    await writeFile(path.join(dataFolder(cluster), 'PG_VERSION'), '99\n')
    await expect(checkCluster(cluster)).rejects.toThrow(/Found "99"\. Expected a database of PostgreSQL 18\./)
    await rm(dataFolder(cluster), { recursive: true })
    await expect(checkCluster(cluster)).rejects.toThrow(/STORE_WRONG_VERSION/)
  })

  it('gives the reason from the log where the data folder is damaged', async () => {
    await using workspace = await temporaryWorkspace()
    const cluster = await newCluster(workspace.folder)
    await rm(path.join(dataFolder(cluster), 'global', 'pg_control'))
    await expect(startServer(cluster)).rejects.toThrow(/STORE_START_FAILED/)
  })
})

describe('PostgreSQL from the npm package', () => {
  it('is said to be missing on a platform without it', () => {
    expect(() => packagedBinaries('sunos', 'sparc')).toThrow(/STORE_BINARIES_MISSING/)
  })

  it('is repaired where the install script did not run, and copied where the account cannot reach it', async () => {
    const account: ServerAccount | null = await serverAccount()
    await using workspace = await temporaryWorkspace()
    const installed = path.dirname(packagedBinaries())
    // A checkout under /root: the folder itself is closed to others.
    const closed = await mkdtemp(path.join(workspace.folder, 'closed-'))
    const native = path.join(closed, 'package', 'native')
    await cp(path.join(installed, 'native'), native, { recursive: true, verbatimSymlinks: true })
    await cp(path.join(installed, 'package.json'), path.join(closed, 'package', 'package.json'))
    for (const name of ['libicuuc.so.60', 'libicudata.so.60', 'libicui18n.so.60']) {
      if (process.platform === 'linux') await unlink(path.join(native, 'lib', name))
    }
    const shared = path.join(workspace.folder, 'shared')
    const binaries = await prepareBinaries(account, native, shared)
    expect(binaries.root).toBe(account === null ? native : path.join(shared, 'postgresql-18.4.0-beta.17'))
    const version = await runProgram(programPath(binaries, 'postgres'), ['-V'], {
      account,
      timeoutMs: 10_000,
    })
    expect(version.output).toMatch(/^postgres \(PostgreSQL\) 18\./)
    // A second call finds the copy of the first.
    expect(await prepareBinaries(account, native, shared)).toEqual(binaries)
  })

  it('is said to be missing where a program is not there', async () => {
    await using workspace = await temporaryWorkspace()
    const native = path.join(workspace.folder, 'package', 'native')
    await mkdir(native, { recursive: true })
    await writeFile(path.join(workspace.folder, 'package', 'package.json'), '{"version":"18.4.0"}')
    const shared = path.join(workspace.folder, 'shared')
    await expect(prepareBinaries(null, native, shared)).rejects.toThrow(/STORE_BINARIES_MISSING/)
  })
})

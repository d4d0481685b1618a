import { open, stat, truncate } from 'node:fs/promises'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { programPath } from './binaries.ts'
import { type Cluster, dataFolder } from './cluster.ts'
import { disownStalePostmaster, readPostmaster } from './postmaster.ts'
import { runProgram } from './program.ts'
import { readStartFailure, startProblem } from './start-failure.ts'

const startSeconds = 60
const stopSeconds = 30
const portAttempts = 5
const orphanWaitMs = 20_000
const logLimitBytes = 4_000_000

/**
 * Starts the server of a cluster on a free port of 127.0.0.1; it outlives the process that started it.
 *
 * After a crash the port of before is tried first, so that connections of others find it again. Where
 * another process starts or stops the server at the same time, nothing is done: look again.
 *
 * @throws ProblemError with the reason from the server's log.
 */
export async function startServer(
  cluster: Cluster,
  choosePort: () => Promise<number> = freePort,
): Promise<void> {
  await limitLog(cluster)
  const orphanDeadline = Date.now() + orphanWaitMs
  let port = (await readPostmaster(dataFolder(cluster)))?.port ?? (await choosePort())
  for (let attempt = 1; ; ) {
    await disownStalePostmaster(dataFolder(cluster))
    const start = await tryStart(cluster, port)
    if (start.started) return
    const failure = readStartFailure(start.output)
    if (failure === 'running') return
    if (failure === 'orphans' && Date.now() < orphanDeadline) {
      await sleep(200)
    } else if (failure === 'port' && attempt < portAttempts) {
      attempt += 1
      port = await choosePort()
    } else if (failure === 'unknown' && (await readPostmaster(dataFolder(cluster))) !== null) {
      // Recovery after a crash may take longer than pg_ctl waits; whoever connects goes on waiting.
      return
    } else {
      throw startProblem(failure, cluster.folder, start.output)
    }
  }
}

/** Stops the server, letting no one finish; after a while without even a last checkpoint. Never throws. */
export async function stopServer(cluster: Cluster): Promise<void> {
  for (const mode of ['fast', 'immediate']) {
    const result = await runProgram(
      programPath(cluster.binaries, 'pg_ctl'),
      ['stop', '-D', 'data', '-m', mode, '-w', '-t', String(stopSeconds)],
      { account: cluster.account, timeoutMs: (stopSeconds + 10) * 1000, folder: cluster.folder },
    )
    if (result.exitCode === 0) return
  }
}

/** A port of 127.0.0.1 that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      server.close(() => resolve(port))
    })
  })
}

async function tryStart(
  cluster: Cluster,
  port: number,
): Promise<{ readonly started: boolean; readonly output: string }> {
  const log = path.join(cluster.folder, 'server.log')
  const before = await fileSize(log)
  // Relative paths, because pg_ctl hands its paths to a shell.
  const result = await runProgram(
    programPath(cluster.binaries, 'pg_ctl'),
    ['start', '-D', 'data', '-l', 'server.log', '-w', '-t', String(startSeconds), '-o', `-p ${port}`],
    { account: cluster.account, timeoutMs: (startSeconds + 10) * 1000, folder: cluster.folder },
  )
  if (result.exitCode === 0) return { started: true, output: '' }
  const written = await readFrom(log, before)
  return { started: false, output: `${result.output}\n${result.spawnError ?? ''}\n${written}` }
}

async function limitLog(cluster: Cluster): Promise<void> {
  const log = path.join(cluster.folder, 'server.log')
  if ((await fileSize(log)) > logLimitBytes) await truncate(log)
}

async function fileSize(file: string): Promise<number> {
  return stat(file).then(
    ({ size }) => size,
    () => 0,
  )
}

async function readFrom(file: string, position: number): Promise<string> {
  const handle = await open(file, 'r').catch(() => null)
  if (handle === null) return ''
  try {
    const { size } = await handle.stat()
    const start = size < position ? 0 : position
    const buffer = Buffer.alloc(Math.min(size - start, 100_000))
    await handle.read(buffer, 0, buffer.length, start)
    return buffer.toString('utf8')
  } finally {
    await handle.close()
  }
}

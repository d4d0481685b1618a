import { execFile } from 'node:child_process'
import { chmod, chown, readFile, readlink, realpath, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { isAlive } from '../../is-alive.ts'
import { errorCode } from './error-code.ts'

/** What a server wrote about itself into `postmaster.pid` of its data folder. */
export interface Postmaster {
  readonly pid: number
  readonly port: number | null
}

/** Reads the lines of `postmaster.pid`: pid, data folder, start time, port, and more that is not needed. */
export function parsePostmaster(text: string): Postmaster | null {
  const lines = text.split('\n')
  const pid = Number.parseInt(lines[0] ?? '', 10)
  if (!(pid > 0)) return null
  const port = Number.parseInt(lines[3] ?? '', 10)
  return { pid, port: port > 0 && port < 65_536 ? port : null }
}

/** The content of `postmaster.pid`; null where there is none. */
export async function readPostmaster(data: string): Promise<Postmaster | null> {
  const text = await readFile(path.join(data, 'postmaster.pid'), 'utf8').catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return ''
    throw error
  })
  return parsePostmaster(text)
}

/**
 * Whether `pid` is alive and is a PostgreSQL server on this data folder, not another program by that number.
 *
 * A server's working folder is its data folder. On Windows only the program's name is looked at.
 */
export async function isPostmaster(pid: number, data: string): Promise<boolean> {
  if (!isAlive(pid)) return false
  if (process.platform === 'win32') {
    return (await said('tasklist', ['/FI', `PID eq ${pid}`, '/FO', 'CSV', '/NH'])).includes('postgres')
  }
  const folder = await realpath(data).catch(() => data)
  if (process.platform === 'linux') {
    return (await readlink(`/proc/${pid}/cwd`).catch(() => null)) === folder
  }
  const lines = await said('lsof', ['-a', '-p', String(pid), '-d', 'cwd', '-Fn'])
  return lines.split('\n').includes(`n${folder}`)
}

/** A server that starts writes its number within milliseconds; an empty file as old as this is a remnant of a crash. */
const emptyFileAgeMs = 5000

/**
 * Takes a dead server's name off its data folder where the number now belongs to another living process,
 * which PostgreSQL would believe to be a server, and removes an empty file that a crash left.
 *
 * Only the number is replaced, by that of this process, which pg_ctl tells the server to disregard: the
 * rest of the file lets PostgreSQL see whether backends of the dead server still hold its memory.
 */
export async function disownStalePostmaster(data: string): Promise<void> {
  const file = path.join(data, 'postmaster.pid')
  const stale = await readFile(file, 'utf8').catch(() => null)
  if (stale === null) return
  if (stale === '') {
    const made = await stat(file).then(
      ({ mtimeMs }) => mtimeMs,
      () => Date.now(),
    )
    if (Date.now() - made > emptyFileAgeMs) await rm(file, { force: true })
    return
  }
  const found = parsePostmaster(stale)
  if (found === null || found.pid === process.pid || !isAlive(found.pid)) return
  if (await isPostmaster(found.pid, data)) return
  const replacement = `${file}.${process.pid}`
  await writeFile(replacement, [process.pid, ...stale.split('\n').slice(1)].join('\n'))
  // Another process may have started the server in the meantime; its file must stay.
  if ((await readFile(file, 'utf8').catch(() => null)) === stale) {
    await copyOwner(file, replacement)
    await rename(replacement, file)
  } else {
    await rm(replacement, { force: true })
  }
}

async function copyOwner(from: string, to: string): Promise<void> {
  const { uid, gid, mode } = await stat(from)
  if (process.platform !== 'win32') await chown(to, uid, gid)
  await chmod(to, mode & 0o777)
}

/** What a program of the operating system printed; empty where it failed. */
async function said(program: string, args: readonly string[]): Promise<string> {
  return promisify(execFile)(program, [...args], { timeout: 10_000 }).then(
    (result) => result.stdout,
    () => '',
  )
}

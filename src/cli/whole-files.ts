import { randomBytes } from 'node:crypto'
import { existsSync, rmSync } from 'node:fs'
import { link, mkdir, open, readdir, realpath, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { isAlive } from '../is-alive.ts'
import { errorCode } from '../store/embedded/error-code.ts'
import { unwritable } from './unwritable.ts'

/*
 * Files and folders that a reader finds whole, the old or the new one, whenever a process is killed.
 *
 * What is being written stands beside its destination as `.NAME.partial-PID-RANDOM`, and a folder that is being
 * replaced as `.NAME.old-PID-RANDOM`. The number tells whether somebody still works on it.
 */

type Kind = 'partial' | 'old'

const swapAttempts = 20

/** Names that this very process is using; an earlier one may have had the same number, as in a container. */
const inUse = new Set<string>()

/** Writes a text file so that a reader finds the old one or the new one, never a part. */
export function writeWhole(file: string, text: string): Promise<void> {
  return putWhole(file, (partial) => writeFile(partial, text), rename)
}

/**
 * Makes a file by `fill`, which gets the name to write to; where that fails or the process is interrupted, nothing
 * is left of it.
 */
export async function fillWhole(file: string, fill: (partial: string) => Promise<void>): Promise<void> {
  let remove = (): void => {}
  process.once('exit', removeAtExit)
  try {
    await putWhole(
      file,
      (partial) => {
        remove = () => rmSync(partial, { force: true })
        return fill(partial)
      },
      rename,
    )
  } finally {
    process.off('exit', removeAtExit)
  }

  function removeAtExit(): void {
    remove()
  }
}

/** Writes a text file unless there is one of that name; a reader finds none or a whole one, the first of several. */
export function createWhole(file: string, text: string): Promise<void> {
  const write = (partial: string) => writeFile(partial, text)
  return putWhole(file, write, async (partial, target) => {
    await link(partial, target).catch((error: unknown) => {
      if (errorCode(error) !== 'EEXIST') throw error
    })
    await rm(partial)
  })
}

async function putWhole(
  file: string,
  write: (partial: string) => Promise<void>,
  put: (partial: string, target: string) => Promise<void>,
): Promise<void> {
  const target = resolve(file)
  const partial = besideName(target, 'partial')
  inUse.add(partial)
  try {
    await recoverWhole(dirname(target), [basename(target)])
    await write(partial)
    await onDisk(partial)
    await put(partial, target)
  } catch (error) {
    await discard(partial)
    throw unwritable(file, error)
  } finally {
    inUse.delete(partial)
  }
}

/**
 * Writes all files of a folder, replacing it as a whole.
 *
 * No system call exchanges two folders from here, so between two renames there is none of that name; who is killed
 * there leaves the old one beside it, and `recoverWhole` puts it back.
 */
export async function writeFolderWhole(folder: string, files: ReadonlyMap<string, string>): Promise<void> {
  // A link to a folder stays a link.
  const target = await realpath(folder).catch(() => resolve(folder))
  const partial = besideName(target, 'partial')
  const old = besideName(target, 'old')
  inUse.add(partial).add(old)
  try {
    await mkdir(dirname(target), { recursive: true })
    await recoverWhole(dirname(target), [basename(target)])
    await mkdir(partial)
    for (const [name, text] of files) await writeFile(join(partial, name), text)
    await swap(partial, target, old)
  } catch (error) {
    await discard(partial)
    throw unwritable(folder, error)
  } finally {
    inUse.delete(partial)
    inUse.delete(old)
  }
}

/**
 * Removes what killed processes left of these names in a folder, and puts an old folder back where a process was
 * killed before it had put the new one in its place. What living processes work on stays. Where this user may not
 * change the folder, nothing happens.
 */
export async function recoverWhole(folder: string, names: readonly string[]): Promise<void> {
  const entries = await readdir(folder).catch(() => [])
  for (const name of names) {
    for (const entry of entries) {
      const kind = abandonedKind(folder, name, entry)
      if (kind === null) continue
      const left = join(folder, entry)
      const target = join(folder, name)
      // Another process may be putting it back at the same time; one of them succeeds.
      if (kind === 'old' && !existsSync(target)) await rename(left, target).catch(() => {})
      else await discard(left)
    }
  }
}

function abandonedKind(folder: string, name: string, entry: string): Kind | null {
  const prefix = `.${name}.`
  if (!entry.startsWith(prefix)) return null
  const [, kind, number] = /^(partial|old)-(\d+)-[0-9a-f]+$/.exec(entry.slice(prefix.length)) ?? []
  if (kind !== 'partial' && kind !== 'old') return null
  const pid = Number(number)
  const used = pid === process.pid ? inUse.has(join(folder, entry)) : isAlive(pid)
  return used ? null : kind
}

/** Puts the partial folder in the place of the target; where several processes do so at once, the last one stays. */
async function swap(partial: string, target: string, old: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    await rename(target, old).catch((error: unknown) => {
      if (errorCode(error) !== 'ENOENT') throw error
    })
    try {
      await rename(partial, target)
      break
    } catch (error) {
      const faster = ['ENOTEMPTY', 'EEXIST'].includes(errorCode(error) ?? '')
      if (!faster || attempt === swapAttempts) {
        await rename(old, target).catch(() => {})
        throw error
      }
      await discard(old)
    }
  }
  await discard(old)
}

/** Without this a file that got its name in time may be empty after the machine lost its power. */
async function onDisk(file: string): Promise<void> {
  const handle = await open(file, 'r+')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Removes what is only in the way; what cannot be removed now is found again by `recoverWhole`. */
async function discard(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true }).catch(() => {})
}

function besideName(target: string, kind: Kind): string {
  return join(
    dirname(target),
    `.${basename(target)}.${kind}-${process.pid}-${randomBytes(4).toString('hex')}`,
  )
}

import { randomBytes } from 'node:crypto'
import { type FileHandle, open, readdir, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { isAlive } from '../../is-alive.ts'

/**
 * Writes a file that a reader finds whole or not at all, also after the machine lost its power: what is written stands beside
 * its destination first, as `NAME.partial-PID-RANDOM`, and is on the disk before it gets its name. Two processes that write the same file
 * do not meet: the last to end stays. What a killed one left of this file is removed.
 */
export async function writeDurable(
  file: string,
  write: (handle: FileHandle) => Promise<void>,
): Promise<void> {
  const partial = `${file}.partial-${process.pid}-${randomBytes(4).toString('hex')}`
  await removeAbandoned(file)
  const handle = await open(partial, 'w')
  try {
    await write(handle)
    await handle.sync()
  } catch (error) {
    await handle.close()
    await rm(partial, { force: true })
    throw error
  }
  await handle.close()
  await rename(partial, file)
  await syncFolder(dirname(file))
}

export function writeDurableText(file: string, text: string): Promise<void> {
  return writeDurable(file, async (handle) => {
    await handle.writeFile(text)
  })
}

async function removeAbandoned(file: string): Promise<void> {
  const prefix = `${basename(file)}.partial-`
  for (const name of await readdir(dirname(file)).catch(() => [])) {
    if (!name.startsWith(prefix)) continue
    const pid = Number.parseInt(name.slice(prefix.length), 10)
    if (!isAlive(pid)) await rm(join(dirname(file), name), { force: true })
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

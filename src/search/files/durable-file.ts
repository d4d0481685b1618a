import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * Writes a file that a reader finds whole or not at all, also after the machine lost its power: what is written stands beside
 * its destination first and is on the disk before it gets its name.
 */
export async function writeDurable(
  file: string,
  write: (handle: FileHandle) => Promise<void>,
): Promise<void> {
  const partial = `${file}.partial`
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

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

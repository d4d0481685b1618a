import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { chmod, type FileHandle, mkdir, open } from 'node:fs/promises'
import path from 'node:path'

/** What a file turned out to hold. */
export interface HashedFile {
  readonly bytes: number
  readonly sha256: string
}

/** Only whoever makes a backup reads it: it holds names, and marks of studies that are blind. */
const ownMode = 0o600

/** Writes a new file from pieces, which is on the disk when this returns. */
export async function writeHashed(
  file: string,
  pieces: AsyncIterable<string | Uint8Array>,
): Promise<HashedFile> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
  const handle = await open(file, 'wx', ownMode)
  const hash = createHash('sha256')
  let bytes = 0
  try {
    for await (const piece of pieces) {
      const chunk = typeof piece === 'string' ? Buffer.from(piece, 'utf8') : piece
      hash.update(chunk)
      bytes += chunk.length
      await writeAll(handle, chunk)
    }
    await handle.sync()
  } finally {
    await handle.close()
  }
  return { bytes, sha256: hash.digest('hex') }
}

/** Copies a file into a new one; what is hashed is what was read, so a file that grows meanwhile stays consistent. */
export function copyHashed(from: string, to: string): Promise<HashedFile> {
  return writeHashed(to, createReadStream(from, { highWaterMark: 1 << 20 }))
}

/** Length and hash of a file. */
export async function hashOfFile(file: string): Promise<HashedFile> {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) {
    const piece: Buffer = chunk
    hash.update(piece)
    bytes += piece.length
  }
  return { bytes, sha256: hash.digest('hex') }
}

/** Makes a folder that only its owner enters. */
export async function makeOwnFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  await chmod(folder, 0o700)
}

async function writeAll(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    done += (await handle.write(bytes, done, bytes.length - done)).bytesWritten
  }
}

import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { pipeline, Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { ProblemError, problem } from '../../problem.ts'

const chunkBytes = 256 * 1024

/** SHA-256 of a file's bytes as stored (of the compressed bytes where it is gzipped), in hexadecimal. */
export async function fileSha256(path: string): Promise<string> {
  const digest = createHash('sha256')
  for await (const chunk of storedBytes(path)) digest.update(chunk)
  return digest.digest('hex')
}

/** A file's bytes as stored. Throws `FILE_NOT_FOUND`, `FILE_NOT_A_FILE` or `FILE_UNREADABLE`. */
export async function fileBytes(path: string): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of storedBytes(path)) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** What the file system knows of a file's content without reading it: another stamp, another content. */
export async function fileStamp(path: string): Promise<string> {
  await requireFile(path)
  const { dev, ino, size, mtimeNs, ctimeNs } = await stat(path, { bigint: true })
  return [dev, ino, size, mtimeNs, ctimeNs].join()
}

/**
 * Streams a file's bytes, unpacked where the first bytes say gzip, whatever the ending says.
 *
 * Memory stays bounded however far the file unpacks. Throws `FILE_NOT_FOUND`, `FILE_NOT_A_FILE`,
 * `FILE_UNREADABLE`, `FILE_EMPTY` and, for a truncated or damaged archive, `FILE_GZIP_BROKEN`.
 */
export async function* unpackedBytes(path: string): AsyncGenerator<Buffer> {
  const stored = storedBytes(path)
  try {
    const first = await stored.next()
    if (first.done) throw emptyFile(path)
    const whole = prepend(first.value, stored)
    const gzipped = first.value[0] === 0x1f && first.value[1] === 0x8b
    yield* gzipped ? gunzipped(whole, path) : whole
  } finally {
    await stored.return(undefined)
  }
}

export function emptyFile(path: string): ProblemError {
  return problem('FILE_EMPTY', 'The file is empty.', 'Export the table again and check its size.', {
    place: { file: path },
    expected: 'a table with at least one row',
  })
}

/** Throws unless the path names a regular file: two passes over a pipe or a device cannot agree. */
export async function requireFile(path: string): Promise<void> {
  let isFile: boolean
  try {
    isFile = (await stat(path)).isFile()
  } catch (error) {
    throw unreadable(path, error)
  }
  if (!isFile)
    throw problem('FILE_NOT_A_FILE', 'This is a folder or a device, not a file.', 'Name a file.', {
      place: { file: path },
    })
}

async function* storedBytes(path: string): AsyncGenerator<Buffer> {
  await requireFile(path)
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: chunkBytes })) yield chunk
  } catch (error) {
    throw unreadable(path, error)
  }
}

async function* prepend(first: Buffer, rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  yield first
  yield* rest
}

async function* gunzipped(packed: AsyncGenerator<Buffer>, path: string): AsyncGenerator<Buffer> {
  const gunzip = createGunzip({ chunkSize: chunkBytes })
  // An error on either side destroys both; it reaches the loop below through the unpacker.
  pipeline(Readable.from(packed), gunzip, () => {})
  let size = 0
  try {
    for await (const chunk of gunzip) {
      size += chunk.length
      yield chunk
    }
  } catch (error) {
    if (error instanceof ProblemError) throw error
    throw problem(
      'FILE_GZIP_BROKEN',
      'The gzip archive is truncated or damaged.',
      'Copy or download the file again.',
      { place: { file: path }, value: errorText(error) },
    )
  }
  if (size === 0) throw emptyFile(path)
}

function unreadable(path: string, error: unknown): ProblemError {
  if (error instanceof ProblemError) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return problem('FILE_NOT_FOUND', 'There is no such file.', 'Check the path.', { place: { file: path } })
  return problem('FILE_UNREADABLE', 'The file cannot be read.', 'Check its permissions and the disk.', {
    place: { file: path },
    value: errorText(error),
  })
}

export function errorText(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

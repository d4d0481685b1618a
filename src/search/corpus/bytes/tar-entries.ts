import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { extract } from 'tar-stream'
import { ProblemError, problem } from '../../../problem.ts'
import { baseName, type SourceFile } from '../source-file.ts'

/**
 * The files of a tar archive, one after the other: each is to be read, or left, before the next is asked for. Folders, links
 * and hidden files (macOS writes a `._` file beside each) are passed over.
 */
export async function* tarEntries(
  stream: AsyncIterable<Uint8Array>,
  archive: string,
): AsyncGenerator<SourceFile> {
  const entries = extract()
  let failed: unknown = null
  const piped = pipeline(Readable.from(stream, { objectMode: false }), entries).catch((error: unknown) => {
    failed = error
  })
  let told = false
  const fail = (error: unknown): unknown => {
    told = true
    return tarProblem(error, archive)
  }
  try {
    for await (const entry of entries) {
      const { name, type, size } = entry.header
      if (type === 'file' && !baseName(name).startsWith('.')) {
        const file = `${archive}/${name}`
        const folders = foldersOf(name)
        yield {
          name: file,
          folder: folders.at(-1) ?? null,
          below: folders.length === 0 ? null : folders.join('/'),
          bytes: size ?? null,
          open: () => bytesOf(entry, fail),
        }
      }
      entry.resume()
    }
  } catch (error) {
    failed = error
  }
  await piped
  // Whoever read the entry in which the archive broke knows of it.
  if (failed !== null && !told) throw tarProblem(failed, archive)
}

async function* bytesOf(
  entry: AsyncIterable<unknown>,
  fail: (error: unknown) => unknown,
): AsyncGenerator<Uint8Array> {
  // By hand, since leaving a `for await` would destroy the entry and with it the archive.
  const iterator = entry[Symbol.asyncIterator]()
  const next = async (): Promise<IteratorResult<unknown>> => {
    try {
      return await iterator.next()
    } catch (error) {
      throw fail(error)
    }
  }
  for (let read = await next(); read.done !== true; read = await next())
    if (read.value instanceof Uint8Array) yield read.value
}

function foldersOf(name: string): readonly string[] {
  return name
    .split('/')
    .slice(0, -1)
    .filter((part) => part !== '' && part !== '.')
}

function tarProblem(error: unknown, file: string): unknown {
  if (error instanceof ProblemError || !(error instanceof Error)) return error
  const early = /unexpected end|premature|writable stream closed/i.test(error.message)
  return early
    ? problem('SOURCE_TRUNCATED', 'The archive ends too early.', 'Download it again.', { place: { file } })
    : problem('SOURCE_BROKEN', 'The archive is damaged.', 'Download it again.', {
        place: { file },
        value: error.message,
      })
}

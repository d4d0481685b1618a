import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { ProblemError, problem } from '../../../problem.ts'

/** Unpacks a gzip stream. A broken one ends in a problem; what came out before it stands. */
export async function* gunzip(stream: AsyncIterable<Uint8Array>, file: string): AsyncGenerator<Uint8Array> {
  const unpacked = createGunzip()
  let failed: unknown = null
  const piped = pipeline(Readable.from(stream, { objectMode: false }), unpacked).catch((error: unknown) => {
    failed = error
  })
  try {
    for await (const chunk of unpacked) yield chunk
  } catch (error) {
    await piped
    const cause = failed instanceof ProblemError ? failed : error
    throw cause instanceof ProblemError ? cause : gzipProblem(cause, file)
  }
}

function gzipProblem(error: unknown, file: string): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error
  // zlib: the stream ended in the middle of a block or before its checksum.
  if (error.code === 'Z_BUF_ERROR' || error.code === 'ERR_STREAM_PREMATURE_CLOSE')
    return problem('SOURCE_TRUNCATED', 'The compressed file ends too early.', 'Download it again.', {
      place: { file },
    })
  if (typeof error.code !== 'string' || !error.code.startsWith('Z_')) return error
  return problem('SOURCE_BROKEN', 'The compressed file is damaged.', 'Download it again.', {
    place: { file },
    value: error.message,
  })
}

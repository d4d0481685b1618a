import { problem } from '../../../problem.ts'
import { joined } from './peek.ts'

/** Passes a stream on as long as it keeps to a number of bytes. */
export async function* limited(
  stream: AsyncIterable<Uint8Array>,
  file: string,
  most: number,
): AsyncGenerator<Uint8Array> {
  let bytes = 0
  for await (const chunk of stream) {
    bytes += chunk.length
    if (bytes > most) throw tooLarge(file, `more than ${most} bytes`, most)
    yield chunk
  }
}

/** A whole stream in memory, of a format that cannot be read piece by piece. */
export async function wholeBytes(
  stream: AsyncIterable<Uint8Array>,
  file: string,
  most: number,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const chunk of limited(stream, file, most)) chunks.push(chunk)
  return joined(chunks)
}

export function tooLarge(file: string, value: string, most: number) {
  return problem('SOURCE_TOO_LARGE', 'The file is too large.', 'Split it.', {
    place: { file },
    value,
    expected: `at most ${most} bytes`,
  })
}

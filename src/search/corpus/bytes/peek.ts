export interface Peeked {
  /** The first bytes: as many as were asked for, or all there are. */
  readonly head: Uint8Array
  /** The same stream from its start; to be read once. */
  readonly whole: AsyncGenerator<Uint8Array>
}

/**
 * Reads the first bytes of a stream and gives it back whole. Where the stream breaks within them, it breaks at the same place
 * when it is read again.
 */
export async function peek(stream: AsyncIterable<Uint8Array>, bytes: number): Promise<Peeked> {
  const iterator = stream[Symbol.asyncIterator]()
  const chunks: Uint8Array[] = []
  let read = 0
  let end: End | null = null
  while (read < bytes && end === null) {
    try {
      const next = await iterator.next()
      if (next.done === true) end = { error: null }
      else {
        chunks.push(next.value)
        read += next.value.length
      }
    } catch (error) {
      if (read === 0) throw error
      end = { error }
    }
  }
  return { head: joined(chunks).subarray(0, bytes), whole: rest(chunks, iterator, end) }
}

/** How a stream ended; the error is null where it came to its end. */
interface End {
  readonly error: unknown
}

async function* rest(
  chunks: readonly Uint8Array[],
  iterator: AsyncIterator<Uint8Array>,
  end: End | null,
): AsyncGenerator<Uint8Array> {
  try {
    yield* chunks
    if (end !== null && end.error !== null) throw end.error
    while (end === null) {
      const next = await iterator.next()
      if (next.done === true) return
      yield next.value
    }
  } finally {
    await iterator.return?.()
  }
}

/** Chunks as one, with memory of its own: the reader of PDFs takes it over, and refuses the `Buffer` that a disk gives. */
export function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return whole
}

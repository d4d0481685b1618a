/** A part of a page that holds numbers as runs (the format's RLE and bit-packed hybrid). */
export interface RunPlace {
  readonly bytes: Uint8Array
  readonly start: number
  /** Bits of a number. */
  readonly width: number
  /** Numbers that it may hold. */
  readonly values: number
}

/**
 * Walks runs without unpacking them. The decoder believes the length that a run names and fills the memory with it, so a run that is
 * longer than what is left of its page is refused first.
 *
 * @returns where the runs end.
 * @throws RangeError
 */
export function checkRuns({ bytes, start, width, values }: RunPlace): number {
  let at = start
  let seen = 0
  const bytesOfRun = (width + 7) >> 3
  while (seen < values) {
    let header = 0
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++]
      // Where the page ends too soon, the decoder says so itself; nothing was promised that is too long.
      if (byte === undefined) return at
      header += (byte & 127) * 2 ** shift
      if (byte < 128) break
      if (shift > 28) throw new RangeError('a run whose length has no end')
    }
    const packed = header % 2 === 1
    const count = packed ? ((header - 1) / 2) * 8 : header / 2
    if (count >= values - seen + 8) throw new RangeError(`a run of ${count} in a page of ${values} values`)
    at += packed ? (count / 8) * width : bytesOfRun
    seen += count
  }
  return at
}

/** Bits that a level needs that goes from 0 to `most`. */
export function bitsOf(most: number): number {
  return 32 - Math.clz32(most)
}

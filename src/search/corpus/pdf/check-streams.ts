import { Readable } from 'node:stream'
import { createInflate } from 'node:zlib'
import { problem } from '../../../problem.ts'
import type { Limits } from '../limits.ts'

/** Bytes that the streams of one PDF may hold when they are unpacked; a picture of a page has a hundred million at most. */
const mostUnpacked = 512_000_000

/**
 * Unpacks each compressed stream of a PDF without keeping it, and refuses a file that would fill the memory of the program
 * that reads it: a few kilobytes can hold terabytes.
 */
export async function checkStreams(data: Uint8Array, file: string, limits: Limits): Promise<void> {
  const most = Math.min(mostUnpacked, limits.unpackedBytes)
  const text = Buffer.from(data.buffer, data.byteOffset, data.byteLength)
  let unpacked = 0
  let at = 0
  for (;;) {
    const start = text.indexOf('stream', at, 'latin1')
    if (start === -1) return
    const end = text.indexOf('endstream', start, 'latin1')
    if (end === -1) return
    at = end + 'endstream'.length
    const dictionary = text.toString('latin1', Math.max(0, start - 2000), start)
    const filters =
      dictionary.slice(dictionary.lastIndexOf('<<')).match(/\/(?:FlateDecode|Fl\b)/g)?.length ?? 0
    if (filters === 0) continue
    if (filters > 1) throw tooLarge(file, `a stream packed ${filters} times`, most)
    const skipped = text[start + 6] === 0x0d ? 8 : 7
    unpacked += await unpackedLength(data.subarray(start + skipped, end), most - unpacked)
    if (unpacked > most) throw tooLarge(file, `more than ${most} bytes when unpacked`, most)
  }
}

/** How much comes out of a stream, counted no further than just past a limit. */
async function unpackedLength(packed: Uint8Array, most: number): Promise<number> {
  let length = 0
  const inflate = createInflate()
  Readable.from([packed], { objectMode: false }).pipe(inflate)
  try {
    for await (const chunk of inflate) {
      length += chunk.length
      if (length > most) break
    }
  } catch {
    // A damaged stream: whoever reads the PDF finds it.
  }
  return length
}

function tooLarge(file: string, value: string, most: number) {
  return problem('SOURCE_TOO_LARGE', 'The PDF is too large.', 'Split it, or print it to a new PDF.', {
    place: { file },
    value,
    expected: `at most ${most} bytes when unpacked`,
  })
}

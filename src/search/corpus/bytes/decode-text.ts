import { TextDecoder } from 'node:util'
import { problem } from '../../../problem.ts'

/** Longest run of characters handed on at once, so that a reader can stop in between. */
const pieceCharacters = 65_536

/**
 * The text of a stream in pieces. It is UTF-8 unless a byte order mark says UTF-16 or the XML declaration names another
 * encoding that every browser knows; bytes that are not of it end in a problem.
 *
 * @param head The first bytes of the stream.
 */
export async function* decodeText(
  stream: AsyncIterable<Uint8Array>,
  head: Uint8Array,
  file: string,
): AsyncGenerator<string> {
  const encoding = encodingOf(head)
  const decoder = textDecoder(encoding, file)
  let line = 1
  for await (const chunk of stream) {
    let text: string
    try {
      text = decoder.decode(chunk, { stream: true })
    } catch {
      throw wrongBytes(encoding, file, line + lineOfFault(chunk, encoding))
    }
    for (let at = 0; at < text.length; at += pieceCharacters) yield text.slice(at, at + pieceCharacters)
    line += lineFeeds(text)
  }
  let last: string
  try {
    last = decoder.decode()
  } catch {
    throw wrongBytes(encoding, file, line)
  }
  if (last !== '') yield last
}

/** A text held whole. */
export function decodeWhole(bytes: Uint8Array, file: string): string {
  const encoding = encodingOf(bytes)
  try {
    return textDecoder(encoding, file).decode(bytes)
  } catch {
    throw wrongBytes(encoding, file, 1 + lineOfFault(bytes, encoding))
  }
}

/** The encoding that the first bytes tell. */
export function encodingOf(head: Uint8Array): string {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  const start = new TextDecoder('latin1').decode(head.subarray(0, 200))
  return (
    /^(?:\u00ef\u00bb\u00bf)?<\?xml[^>]*\bencoding\s*=\s*["']([\w.:-]{1,40})["']/
      .exec(start)?.[1]
      ?.toLowerCase() ?? 'utf-8'
  )
}

function textDecoder(encoding: string, file: string): TextDecoder {
  try {
    return new TextDecoder(encoding, { fatal: true })
  } catch {
    throw problem('SOURCE_ENCODING', 'The file names an encoding that is not known.', 'Save it as UTF-8.', {
      place: { file },
      value: encoding,
      expected: 'utf-8, or an encoding that browsers know',
    })
  }
}

function wrongBytes(encoding: string, file: string, line: number) {
  return problem('SOURCE_ENCODING', `The file holds bytes that are not ${encoding}.`, 'Save it as UTF-8.', {
    place: { file, line },
    expected: `text in ${encoding}`,
  })
}

/** Lines of a chunk before its first wrong byte. */
function lineOfFault(chunk: Uint8Array, encoding: string): number {
  if (encoding !== 'utf-8') return 0
  // A chunk may begin and end within a character: its halves there are decoded as the sign for wrong bytes, too.
  const text = new TextDecoder('utf-8').decode(chunk)
  const wrong = text.indexOf('\ufffd', 3)
  return lineFeeds(wrong === -1 ? '' : text.slice(0, wrong))
}

function lineFeeds(text: string): number {
  let count = 0
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1
  return count
}

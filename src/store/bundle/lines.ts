import { createReadStream } from 'node:fs'
import { StringDecoder } from 'node:string_decoder'

/**
 * The lines of a UTF-8 file, cut at line feeds only: canonical JSON leaves other separators (U+2028) inside
 * a line, where `node:readline` would cut.
 */
export async function* fileLines(file: string): AsyncGenerator<readonly string[]> {
  const decoder = new StringDecoder('utf8')
  let rest = ''
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) {
    const bytes: Buffer = chunk
    const lines = (rest + decoder.write(bytes)).split('\n')
    rest = lines.pop() ?? ''
    if (lines.length > 0) yield lines
  }
  const last = rest + decoder.end()
  if (last !== '') yield [last]
}

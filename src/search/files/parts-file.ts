import { createHash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { z } from 'zod'
import { parsedJson } from '../../parsed-json.ts'
import { problem } from '../../problem.ts'
import { writeDurable } from './durable-file.ts'

/*
 * A file of named typed arrays and lists of words. Eight bytes say what it is, four how long the header is, four are empty; then
 * come the header as JSON and the parts. Numbers are little-endian, as on every machine that Node runs on.
 */

const signature = 'EQPARTS1'

export type PartArray = Uint8Array | Uint16Array | Uint32Array | Float32Array
export type Part = PartArray | readonly string[]

const partSchema = z.strictObject({
  kind: z.enum(['u8', 'u16', 'u32', 'f32', 'words']),
  offset: z.int().min(0),
  bytes: z.int().min(0),
  sha256: z.string().length(64),
})

const headerSchema = z.strictObject({ holds: z.string(), parts: z.record(z.string(), partSchema) })

/** Bytes that are written or read at once: Node does at most 2 GiB. */
const atOnce = 1 << 28

/** Writes the file whole. `holds` says what it is, and is asked for when it is read. Words hold no line break. */
export async function writeParts(
  file: string,
  holds: string,
  parts: Readonly<Record<string, Part>>,
): Promise<void> {
  const pieces = Object.entries(parts).map(([name, part]) => ({
    name,
    kind: kindOf(part),
    bytes: bytesOf(part),
  }))
  let offset = 0
  const listed: Record<string, z.infer<typeof partSchema>> = {}
  for (const { name, kind, bytes } of pieces) {
    listed[name] = { kind, offset, bytes: bytes.length, sha256: sha256(bytes) }
    offset += bytes.length
  }
  const header = Buffer.from(JSON.stringify({ holds, parts: listed }))
  const start = Buffer.alloc(16)
  start.write(signature)
  start.writeUInt32LE(header.length, 8)
  await writeDurable(file, async (handle) => {
    for (const bytes of [start, header, ...pieces.map((piece) => piece.bytes)]) await writeAll(handle, bytes)
  })
}

/** A file of parts that is open for reading. Every part is checked against its hash when it is read. */
export class PartsFile {
  readonly #handle: FileHandle
  readonly #file: string
  readonly #from: number
  readonly #parts: z.infer<typeof headerSchema>['parts']

  private constructor(
    handle: FileHandle,
    file: string,
    from: number,
    parts: z.infer<typeof headerSchema>['parts'],
  ) {
    this.#handle = handle
    this.#file = file
    this.#from = from
    this.#parts = parts
  }

  /** Opens the file. Throws `INDEX_FILE_DAMAGED` where it is none, or one of something else. */
  static async open(file: string, holds: string): Promise<PartsFile> {
    const handle = await open(file, 'r')
    try {
      const start = await readAt(handle, 0, 16)
      if (start.subarray(0, 8).toString('latin1') !== signature)
        throw damaged(file, 'It does not begin as one.')
      const length = start.readUInt32LE(8)
      const header = headerSchema.safeParse(parsedJson((await readAt(handle, 16, length)).toString('utf8')))
      if (!header.success || header.data.holds !== holds) throw damaged(file, `It does not hold ${holds}.`)
      return new PartsFile(handle, file, 16 + length, header.data.parts)
    } catch (error) {
      await handle.close()
      throw error
    }
  }

  async words(name: string): Promise<readonly string[]> {
    const bytes = await this.#read(name, 'words')
    return bytes.length === 0 ? [] : Buffer.from(bytes.buffer).toString('utf8').split('\n')
  }

  async u8(name: string): Promise<Uint8Array> {
    return this.#read(name, 'u8')
  }

  async u16(name: string): Promise<Uint16Array> {
    return new Uint16Array((await this.#read(name, 'u16')).buffer)
  }

  async u32(name: string): Promise<Uint32Array> {
    return new Uint32Array((await this.#read(name, 'u32')).buffer)
  }

  async f32(name: string): Promise<Float32Array> {
    return new Float32Array((await this.#read(name, 'f32')).buffer)
  }

  /** Reads every part and throws for the first that is not what its hash says. */
  async check(): Promise<void> {
    for (const [name, { kind }] of Object.entries(this.#parts)) await this.#read(name, kind)
  }

  close(): Promise<void> {
    return this.#handle.close()
  }

  async #read(name: string, kind: z.infer<typeof partSchema>['kind']): Promise<Uint8Array<ArrayBuffer>> {
    const part = this.#parts[name]
    if (part === undefined || part.kind !== kind) throw damaged(this.#file, `It has no part ${name}.`)
    const bytes = await readAt(this.#handle, this.#from + part.offset, part.bytes)
    if (sha256(bytes) !== part.sha256) throw damaged(this.#file, `Its part ${name} was changed or cut off.`)
    return bytes
  }
}

function kindOf(part: Part): z.infer<typeof partSchema>['kind'] {
  if (part instanceof Uint8Array) return 'u8'
  if (part instanceof Uint16Array) return 'u16'
  if (part instanceof Float32Array) return 'f32'
  return part instanceof Uint32Array ? 'u32' : 'words'
}

function bytesOf(part: Part): Uint8Array {
  if (ArrayBuffer.isView(part)) return new Uint8Array(part.buffer, part.byteOffset, part.byteLength)
  return Buffer.from(part.join('\n'))
}

function sha256(bytes: Uint8Array): string {
  const hash = createHash('sha256')
  for (let at = 0; at < bytes.length; at += atOnce) hash.update(bytes.subarray(at, at + atOnce))
  return hash.digest('hex')
}

async function writeAll(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  let done = 0
  while (done < bytes.length) {
    const { bytesWritten } = await handle.write(bytes, done, Math.min(atOnce, bytes.length - done))
    done += bytesWritten
  }
}

/** Bytes from a place in the file, in memory of their own; fewer where the file ends before. */
async function readAt(handle: FileHandle, from: number, length: number): Promise<Buffer<ArrayBuffer>> {
  const { size } = await handle.stat()
  const bytes = Buffer.from(new ArrayBuffer(Math.max(0, Math.min(length, size - from))))
  let done = 0
  while (done < bytes.length) {
    const { bytesRead } = await handle.read(bytes, done, Math.min(atOnce, bytes.length - done), from + done)
    if (bytesRead === 0) break
    done += bytesRead
  }
  return bytes.length < 16 && length >= 16 ? Buffer.from(new ArrayBuffer(16)) : bytes
}

function damaged(file: string, why: string) {
  return problem(
    'INDEX_FILE_DAMAGED',
    `This is no whole file of the search index. ${why}`,
    'Build the index again with equipoise index.',
    { place: { file } },
  )
}

import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Passage } from '../corpus/passage.ts'
import { PartsFile, writeParts } from '../files/parts-file.ts'
import type { Embedder } from './embedder.ts'

const holds = 'search vectors 1'
const digestBytes = 16

/** What is turned into a vector: title and headings tell what a passage out of the middle is about. */
export function embeddedText({ title, headings, text }: Passage): string {
  return [title, ...headings, text].join('\n')
}

export function textDigest(text: string): Buffer {
  return createHash('sha256').update(text).digest().subarray(0, digestBytes)
}

/**
 * Vectors beside a corpus, by the digests of their texts: a corpus that grew needs only those of its new passages, and an embedding
 * that was interrupted those that are not there yet. Each part is written whole.
 */
export class VectorStore {
  readonly folder: string
  readonly #dimensions: number

  constructor(corpus: string, { id, sha256, dimensions }: Embedder) {
    const name = createHash('sha256').update(`${id}\n${sha256}\n${dimensions}`).digest('hex').slice(0, 32)
    this.folder = join(corpus, 'vectors', name)
    this.#dimensions = dimensions
  }

  /** Names the embedder and how many vectors there are: 8 hexadecimal digits. */
  idOf(vectors: number): string {
    return createHash('sha256')
      .update(`${basename(this.folder)}\n${vectors}`)
      .digest('hex')
      .slice(0, 8)
  }

  async add(digests: readonly Buffer[], vectors: readonly Float32Array[]): Promise<void> {
    await mkdir(this.folder, { recursive: true })
    const number = (await this.#names()).length + 1
    const values = new Float32Array(vectors.length * this.#dimensions)
    for (const [at, vector] of vectors.entries()) values.set(vector, at * this.#dimensions)
    await writeParts(join(this.folder, `part-${String(number).padStart(6, '0')}.parts`), holds, {
      digests: Buffer.concat(digests),
      values,
    })
  }

  /** Digests of all texts that have a vector. */
  async known(): Promise<ReadonlySet<string>> {
    const known = new Set<string>()
    for (const name of await this.#names())
      await this.#part(name, async (parts) => {
        for (const digest of digestsOf(await parts.u8('digests'))) known.add(digest)
      })
    return known
  }

  /** Hands out every vector with the digest of its text, part after part. */
  async each(take: (digest: string, vector: Float32Array) => void): Promise<void> {
    for (const name of await this.#names())
      await this.#part(name, async (parts) => {
        const values = await parts.f32('values')
        for (const [at, digest] of digestsOf(await parts.u8('digests')).entries())
          take(digest, values.subarray(at * this.#dimensions, (at + 1) * this.#dimensions))
      })
  }

  async #names(): Promise<readonly string[]> {
    if (!existsSync(this.folder)) return []
    return (await readdir(this.folder)).filter((name) => name.endsWith('.parts')).sort()
  }

  async #part(name: string, read: (parts: PartsFile) => Promise<void>): Promise<void> {
    const parts = await PartsFile.open(join(this.folder, name), holds)
    try {
      await read(parts)
    } finally {
      await parts.close()
    }
  }
}

function digestsOf(bytes: Uint8Array): readonly string[] {
  return Array.from({ length: bytes.length / digestBytes }, (_, at) =>
    Buffer.from(bytes.buffer, bytes.byteOffset + at * digestBytes, digestBytes).toString('latin1'),
  )
}

import { type FileHandle, open } from 'node:fs/promises'
import { join } from 'node:path'
import { type Passage, passageSchema } from '../corpus/passage.ts'
import type { PartsFile } from './parts-file.ts'

interface PassagePlaces {
  readonly batch: Uint16Array
  readonly from: Uint32Array
  readonly to: Uint32Array
}

/** The passages of an index, on disk, by their numbers. */
export class PassageFiles {
  readonly #batches: readonly FileHandle[]
  readonly #places: PassagePlaces

  private constructor(batches: readonly FileHandle[], places: PassagePlaces) {
    this.#batches = batches
    this.#places = places
  }

  static async open(corpus: string, index: PartsFile): Promise<PassageFiles> {
    const places = {
      batch: await index.u16('placeBatch'),
      from: await index.u32('placeFrom'),
      to: await index.u32('placeTo'),
    }
    const batches: FileHandle[] = []
    try {
      for (const name of await index.words('batches'))
        batches.push(await open(join(corpus, `${name}.passages`)))
    } catch (error) {
      for (const batch of batches) await batch.close()
      throw error
    }
    return new PassageFiles(batches, places)
  }

  /** Number of passages. */
  get count(): number {
    return this.#places.batch.length
  }

  /** In the order asked for. */
  read(numbers: ArrayLike<number>): Promise<Passage[]> {
    return Promise.all(Array.from(numbers, (number) => this.#one(number)))
  }

  /** All from one number up to, not including, another: one reading of each batch that holds some of them. */
  async range(first: number, end: number): Promise<Passage[]> {
    const { batch, from, to } = this.#places
    const read: Passage[] = []
    const last = Math.min(end, this.count)
    for (let here = first; here < last; ) {
      let next = here + 1
      while (next < last && batch[next] === batch[here]) next += 1
      const start = from[here]!
      const bytes = await this.#bytes(here, start, to[next - 1]!)
      for (; here < next; here++) read.push(passageOf(bytes.subarray(from[here]! - start, to[here]! - start)))
    }
    return read
  }

  async close(): Promise<void> {
    for (const batch of this.#batches) await batch.close()
  }

  async #one(number: number): Promise<Passage> {
    return passageOf(await this.#bytes(number, this.#places.from[number] ?? 0, this.#places.to[number] ?? 0))
  }

  async #bytes(number: number, from: number, to: number): Promise<Buffer> {
    const handle = this.#batches[this.#places.batch[number] ?? -1]
    if (handle === undefined) throw new RangeError(`passage ${number} is not in the corpus`)
    const bytes = Buffer.allocUnsafe(to - from)
    await handle.read(bytes, 0, bytes.length, from)
    return bytes
  }
}

function passageOf(bytes: Buffer): Passage {
  return passageSchema.parse(JSON.parse(bytes.toString('utf8')))
}

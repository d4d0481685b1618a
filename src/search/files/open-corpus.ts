import { type FileHandle, open } from 'node:fs/promises'
import { join } from 'node:path'
import { problem } from '../../problem.ts'
import { type Passage, passageSchema } from '../corpus/passage.ts'
import { LexicalIndex, type WeightedWord } from '../index/lexical-index.ts'
import type { Found, PassageSearch } from '../index/passage-search.ts'
import type { FieldScoring } from '../index/scoring.ts'
import { indexVocabulary } from '../query/spelling/index-vocabulary.ts'
import type { Vocabulary } from '../query/spelling/vocabulary.ts'
import { indexHolds } from './build-index.ts'
import { readManifest } from './corpus-manifest.ts'
import { PartsFile } from './parts-file.ts'

/** A corpus that is open for searching: its index in memory, its passages on disk. */
export class OpenCorpus implements PassageSearch {
  readonly engine = 'memory'
  readonly statistics: LexicalIndex
  readonly vocabulary: Vocabulary
  readonly sha256: string
  readonly #batches: readonly FileHandle[]
  readonly #places: PassagePlaces

  constructor(
    index: LexicalIndex,
    vocabulary: Vocabulary,
    sha256: string,
    batches: readonly FileHandle[],
    places: PassagePlaces,
  ) {
    this.statistics = index
    this.vocabulary = vocabulary
    this.sha256 = sha256
    this.#batches = batches
    this.#places = places
  }

  async find(words: readonly WeightedWord[], count: number): Promise<readonly Found[]> {
    const hits = this.statistics.search(words, count)
    const passages = await this.passages(hits.passages)
    return passages.map((passage, at) => ({ passage, score: hits.scores[at] ?? 0 }))
  }

  /** Passages by their numbers, in the order asked for. */
  passages(numbers: ArrayLike<number>): Promise<Passage[]> {
    return Promise.all(Array.from(numbers, (number) => this.#read(number)))
  }

  async close(): Promise<void> {
    for (const batch of this.#batches) await batch.close()
  }

  async #read(number: number): Promise<Passage> {
    const { batch, from, to } = this.#places
    const [start, end] = [from[number] ?? 0, to[number] ?? 0]
    const handle = this.#batches[batch[number] ?? -1]
    if (handle === undefined) throw new RangeError(`passage ${number} is not in the corpus`)
    const bytes = Buffer.allocUnsafe(end - start)
    await handle.read(bytes, 0, bytes.length, start)
    return passageSchema.parse(JSON.parse(bytes.toString('utf8')))
  }
}

interface PassagePlaces {
  readonly batch: Uint16Array
  readonly from: Uint32Array
  readonly to: Uint32Array
}

/**
 * Opens the index of a corpus folder. Every part of it is checked against its hash.
 *
 * @throws `CORPUS_EMPTY` where nothing was indexed yet
 */
export async function openCorpus(folder: string, scoring: FieldScoring): Promise<OpenCorpus> {
  const { index } = await readManifest(folder)
  if (index === null) {
    throw problem(
      'CORPUS_EMPTY',
      'Nothing is in this corpus yet.',
      'Fill it with equipoise index <source>.',
      {
        place: { file: folder },
      },
    )
  }
  const parts = await PartsFile.open(join(folder, index.file), indexHolds)
  try {
    const lexical = new LexicalIndex(
      {
        words: await parts.words('words'),
        starts: await parts.u32('starts'),
        passages: await parts.u32('passages'),
        counts: await parts.u32('counts'),
        lengths: await parts.u16('lengths'),
      },
      scoring,
    )
    const places = {
      batch: await parts.u16('placeBatch'),
      from: await parts.u32('placeFrom'),
      to: await parts.u32('placeTo'),
    }
    const batches: FileHandle[] = []
    for (const name of await parts.words('batches'))
      batches.push(await open(join(folder, `${name}.passages`)))
    const written = { words: await parts.words('written'), passages: await parts.u32('writtenPassages') }
    return new OpenCorpus(lexical, indexVocabulary(lexical, written), index.sha256, batches, places)
  } finally {
    await parts.close()
  }
}

import { join } from 'node:path'
import { problem } from '../../problem.ts'
import type { Passage } from '../corpus/passage.ts'
import { Dictionary } from '../index/dictionary.ts'
import { LexicalIndex, type WeightedWord } from '../index/lexical-index.ts'
import type { Found, SearchedPassages } from '../index/passage-search.ts'
import { type FieldScoring, meanLengths } from '../index/scoring.ts'
import { countedWords } from '../index/written-words.ts'
import type { Vocabulary } from '../query/spelling/vocabulary.ts'
import { type StemCounts, vocabularyOf } from '../query/spelling/vocabulary-of.ts'
import { indexHolds } from './build-index.ts'
import { readManifest } from './corpus-manifest.ts'
import { PartsFile } from './parts-file.ts'
import { PassageFiles } from './passage-files.ts'

/** A corpus that is open for searching: its index in memory, its passages on disk. */
export class OpenCorpus implements SearchedPassages {
  readonly engine = 'memory'
  readonly statistics: LexicalIndex
  readonly vocabulary: Vocabulary
  readonly sha256: string
  readonly files: PassageFiles

  constructor(index: LexicalIndex, vocabulary: Vocabulary, sha256: string, files: PassageFiles) {
    this.statistics = index
    this.vocabulary = vocabulary
    this.sha256 = sha256
    this.files = files
  }

  async find(words: readonly WeightedWord[], count: number): Promise<readonly Found[]> {
    const hits = this.statistics.search(words, count)
    const passages = await this.passages(hits.passages)
    return passages.map((passage, at) => ({ passage, score: hits.scores[at] ?? 0 }))
  }

  /** Passages by their numbers, in the order asked for. */
  passages(numbers: ArrayLike<number>): Promise<Passage[]> {
    return this.files.read(numbers)
  }

  close(): Promise<void> {
    return this.files.close()
  }
}

/**
 * Opens the index of a corpus folder. Every part of it is checked against its hash.
 *
 * @throws `CORPUS_EMPTY` where nothing was indexed yet
 */
export async function openCorpus(folder: string, scoring: FieldScoring): Promise<OpenCorpus> {
  return withIndex(folder, async (parts, sha256) => {
    const index = new LexicalIndex(
      {
        words: await parts.words('words'),
        starts: await parts.u32('starts'),
        passages: await parts.u32('passages'),
        counts: await parts.u32('counts'),
        lengths: await parts.u16('lengths'),
      },
      scoring,
    )
    const vocabulary = await readVocabulary(parts, index)
    return new OpenCorpus(index, vocabulary, sha256, await PassageFiles.open(folder, parts))
  })
}

/** The passages of a corpus folder that is open. */
export interface CorpusPassages {
  readonly folder: string
  readonly passages: PassageFiles
}

/** What an engine needs that holds the postings itself: the words of the corpus and its passages. */
export interface CorpusWithoutPostings extends CorpusPassages {
  readonly sha256: string
  readonly words: Dictionary
  /** Words as they are written. */
  readonly vocabulary: Vocabulary
  close(): Promise<void>
}

/**
 * Opens a corpus folder for another engine: a few bytes a passage instead of several hundred.
 *
 * @throws `CORPUS_EMPTY` where nothing was indexed yet
 */
export async function openWithoutPostings(folder: string): Promise<CorpusWithoutPostings> {
  return withIndex(folder, async (parts, sha256) => {
    const lengths = await parts.u16('lengths')
    const words = new Dictionary(
      await parts.words('words'),
      await parts.u32('starts'),
      lengths.length / 3,
      meanLengths(lengths),
    )
    const passages = await PassageFiles.open(folder, parts)
    const vocabulary = await readVocabulary(parts, words)
    return { folder, sha256, words, vocabulary, passages, close: () => passages.close() }
  })
}

async function readVocabulary(parts: PartsFile, stems: StemCounts): Promise<Vocabulary> {
  const written = { words: await parts.words('written'), passages: await parts.u32('writtenPassages') }
  return vocabularyOf(stems, () => countedWords(written))
}

async function withIndex<T>(
  folder: string,
  read: (parts: PartsFile, sha256: string) => Promise<T>,
): Promise<T> {
  const { index } = await readManifest(folder)
  if (index === null) {
    throw problem(
      'CORPUS_EMPTY',
      'Nothing is in this corpus yet.',
      'Fill it with equipoise index <source>.',
      { place: { file: folder } },
    )
  }
  const parts = await PartsFile.open(join(folder, index.file), indexHolds)
  try {
    return await read(parts, index.sha256)
  } finally {
    await parts.close()
  }
}

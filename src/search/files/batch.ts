import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parsedJson } from '../../parsed-json.ts'
import { type Problem, problem } from '../../problem.ts'
import { type Passage, passageSchema } from '../corpus/passage.ts'
import { type FieldWords, stemmed, writtenWords } from '../index/field-words.ts'
import { type BatchDocuments, digestBytes } from '../index/live-passages.ts'
import { type Postings, PostingsBuilder } from '../index/postings.ts'
import { type WrittenWords, WrittenWordsCounter } from '../index/written-words.ts'
import { writeDurable } from './durable-file.ts'
import { PartsFile, writeParts } from './parts-file.ts'

/** Raised whenever the same passages would give other postings: an index of another version is built again. */
export const batchVersion = 1

const holds = `search batch ${batchVersion}`

/** Passages of some documents that are being gathered, to be written in one go. */
export class BatchBuilder {
  readonly #postings = new PostingsBuilder()
  readonly #written = new WrittenWordsCounter()
  readonly #lines: Buffer[] = []
  readonly #offsets: number[] = [0]
  readonly #documents: string[] = []
  readonly #revisions: string[] = []
  readonly #withdrawn: number[] = []
  readonly #documentOf: number[] = []
  readonly #digests: Buffer[] = []
  readonly #files = new Map<string, number>()
  readonly #fileOf: number[] = []
  readonly #problems: string[] = []

  get passages(): number {
    return this.#postings.passages
  }

  get isEmpty(): boolean {
    return this.#documents.length === 0 && this.#problems.length === 0
  }

  add(file: string, document: string, passages: readonly Passage[], revision: string | null): void {
    for (const passage of passages) {
      const written = writtenWords(passage)
      const words = stemmed(written)
      this.#written.add(written)
      const line = Buffer.from(`${JSON.stringify(passage)}\n`)
      this.#lines.push(line)
      this.#offsets.push((this.#offsets.at(-1) ?? 0) + line.length)
      this.#documentOf.push(this.#documents.length)
      this.#digests.push(digestOf(words))
      this.#postings.add(words)
    }
    this.#enter(file, document, revision, 0)
  }

  withdraw(file: string, document: string): void {
    this.#enter(file, document, null, 1)
  }

  report(problem: Problem): void {
    this.#problems.push(JSON.stringify(problem))
  }

  #enter(file: string, document: string, revision: string | null, withdrawn: 0 | 1): void {
    if (!this.#files.has(file)) this.#files.set(file, this.#files.size)
    this.#fileOf.push(this.#files.get(file) ?? 0)
    this.#documents.push(document)
    this.#revisions.push(revision ?? '')
    this.#withdrawn.push(withdrawn)
  }

  /**
   * Writes `<name>.passages` and `<name>.parts`; the batch is there once the second is.
   *
   * @param end how far the sources of the run are read: files before this one are done, and of this one so many entries
   */
  async write(
    folder: string,
    name: string,
    end: { readonly file: number; readonly entries: number },
  ): Promise<void> {
    await writeDurable(join(folder, `${name}.passages`), async (handle) => {
      await handle.writeFile(Buffer.concat(this.#lines))
    })
    const written = this.#written.finish()
    await writeParts(join(folder, `${name}.parts`), holds, {
      ...this.#postings.finish(),
      written: written.words,
      writtenPassages: written.passages,
      offsets: Uint32Array.from(this.#offsets),
      files: [...this.#files.keys()],
      fileOf: Uint32Array.from(this.#fileOf),
      documents: this.#documents,
      revisions: this.#revisions,
      withdrawn: Uint8Array.from(this.#withdrawn),
      documentOf: Uint32Array.from(this.#documentOf),
      digests: Buffer.concat(this.#digests),
      problems: this.#problems,
      end: Uint32Array.of(end.file, end.entries),
    })
  }
}

/** The words alone: what differs in case, spaces or punctuation says the same, also in two documents of one title. */
function digestOf({ title, body }: FieldWords): Buffer {
  return createHash('sha256')
    .update(`${title.join(' ')}\n${body.join(' ')}`)
    .digest()
    .subarray(0, digestBytes)
}

export async function readBatchDocuments(folder: string, name: string): Promise<Omit<BatchDocuments, 'run'>> {
  return withParts(folder, name, async (file) => ({
    files: await file.words('files'),
    fileOf: await file.u32('fileOf'),
    documents: await file.words('documents'),
    revisions: await file.words('revisions'),
    withdrawn: await file.u8('withdrawn'),
    documentOf: await file.u32('documentOf'),
    digests: await file.u8('digests'),
  }))
}

export async function readBatchPostings(folder: string, name: string): Promise<Postings> {
  return withParts(folder, name, async (file) => ({
    words: await file.words('words'),
    starts: await file.u32('starts'),
    passages: await file.u32('passages'),
    counts: await file.u32('counts'),
    lengths: await file.u16('lengths'),
  }))
}

export async function readBatchWritten(folder: string, name: string): Promise<WrittenWords> {
  return withParts(folder, name, async (file) => ({
    words: await file.words('written'),
    passages: await file.u32('writtenPassages'),
  }))
}

/** How much a batch holds, and how far the sources of its run are read with it. */
export interface BatchSummary {
  readonly documents: number
  readonly passages: number
  readonly problems: number
  readonly file: number
  readonly entries: number
}

export async function readBatchSummary(folder: string, name: string): Promise<BatchSummary> {
  return withParts(folder, name, async (parts) => {
    const [file = 0, entries = 0] = await parts.u32('end')
    const withdrawn = await parts.u8('withdrawn')
    return {
      documents: withdrawn.reduce((sum, one) => sum + 1 - one, 0),
      passages: (await parts.u32('documentOf')).length,
      problems: (await parts.words('problems')).length,
      file,
      entries,
    }
  })
}

/** Problems that were met while the batch was read, each as JSON. */
export async function readBatchProblems(folder: string, name: string): Promise<readonly string[]> {
  return withParts(folder, name, (file) => file.words('problems'))
}

/** Where the line of each passage begins in `<name>.passages`, and after the last one where it ends. */
export async function readBatchOffsets(folder: string, name: string): Promise<Uint32Array> {
  return withParts(folder, name, (file) => file.u32('offsets'))
}

/**
 * Checks a batch to its last byte: every part by its hash, and every passage by the digest of its words.
 *
 * @throws `INDEX_FILE_DAMAGED` for its parts, `PASSAGES_DAMAGED` for its passages
 */
export async function checkBatch(folder: string, name: string): Promise<void> {
  await withParts(folder, name, (file) => file.check())
  const offsets = await readBatchOffsets(folder, name)
  const { digests } = await readBatchDocuments(folder, name)
  const file = join(folder, `${name}.passages`)
  const bytes = await readFile(file).catch(() => Buffer.alloc(0))
  for (const [at, end] of offsets.subarray(1).entries()) {
    const line = parsedJson(bytes.toString('utf8', offsets[at], end))
    const passage = passageSchema.safeParse(line)
    const digest = digests.subarray(at * digestBytes, (at + 1) * digestBytes)
    if (passage.success && digestOf(stemmed(writtenWords(passage.data))).equals(digest)) continue
    throw passagesDamaged(file, at + 1)
  }
  if (bytes.length !== offsets.at(-1)) throw passagesDamaged(file, offsets.length)
}

function passagesDamaged(file: string, line: number) {
  return problem(
    'PASSAGES_DAMAGED',
    'The passage is not the one that was indexed.',
    'Build the corpus again from its sources, or restore it.',
    { place: { file, line } },
  )
}

async function withParts<T>(folder: string, name: string, read: (file: PartsFile) => Promise<T>): Promise<T> {
  const file = await PartsFile.open(join(folder, `${name}.parts`), holds)
  try {
    return await read(file)
  } finally {
    await file.close()
  }
}

import { join } from 'node:path'
import { livePassages } from '../index/live-passages.ts'
import { mergePostings } from '../index/merge-postings.ts'
import { type ReplacedDocument, replacedDocuments } from '../index/replaced-documents.ts'
import { WrittenWordsCounter } from '../index/written-words.ts'
import { readBatchDocuments, readBatchOffsets, readBatchPostings, readBatchWritten } from './batch.ts'
import { type CorpusManifest, lastRuns, runFolder } from './corpus-manifest.ts'
import { writeParts } from './parts-file.ts'

/** What an index holds, and what does not stand in it for another document of its id. */
export interface BuiltIndex {
  readonly passages: number
  readonly replaced: readonly ReplacedDocument[]
}

export const indexHolds = 'search index 1'

/**
 * Writes the index of all passages that count, out of the batches that hold them. The same batches give the same bytes.
 */
export async function buildIndex(
  corpus: string,
  runs: CorpusManifest['runs'],
  file: string,
): Promise<BuiltIndex> {
  const batches = runs.flatMap(({ run, batches: names }) =>
    names.map((name) => ({ run, folder: runFolder(run), name })),
  )
  const documents = []
  for (const { run, folder, name } of batches) {
    documents.push({ ...(await readBatchDocuments(join(corpus, folder), name)), run })
  }
  const live = livePassages(documents, lastRuns(runs))
  const postings = await mergePostings(batches.length, async (part) => {
    const { folder, name } = batches[part]!
    return { postings: await readBatchPostings(join(corpus, folder), name), live: live[part]! }
  })
  const passages = postings.lengths.length / 3
  const written = new WrittenWordsCounter()
  for (const { folder, name } of batches) written.addAll(await readBatchWritten(join(corpus, folder), name))
  const { words: writtenWords, passages: writtenPassages } = written.finish()
  const places = {
    batch: new Uint16Array(passages),
    from: new Uint32Array(passages),
    to: new Uint32Array(passages),
  }
  let number = 0
  for (const [batch, { folder, name }] of batches.entries()) {
    const offsets = await readBatchOffsets(join(corpus, folder), name)
    for (const [passage, counts] of live[batch]!.entries()) {
      if (counts === 0) continue
      places.batch[number] = batch
      places.from[number] = offsets[passage]!
      places.to[number] = offsets[passage + 1]!
      number += 1
    }
  }
  await writeParts(file, indexHolds, {
    ...postings,
    written: writtenWords,
    writtenPassages,
    batches: batches.map(({ folder, name }) => `${folder}/${name}`),
    placeBatch: places.batch,
    placeFrom: places.from,
    placeTo: places.to,
  })
  return { passages, replaced: replacedDocuments(documents, lastRuns(runs)) }
}

/** Documents of one batch in the order in which they came, and which passages are of which. */
export interface BatchDocuments {
  /** Number of the run that wrote the batch; runs come one after another. */
  readonly run: number
  /** Names of the files that the documents were read from, and for each document the place of its file there. */
  readonly files: readonly string[]
  readonly fileOf: Uint32Array
  /** Ids of the documents; one may come more than once. */
  readonly documents: readonly string[]
  /** Tells which of two entries of one document is the newer, by code units; empty: the one that comes last. */
  readonly revisions: readonly string[]
  /** 1 where the entry says that the document was withdrawn. */
  readonly withdrawn: Uint8Array
  /** Place in `documents` of each passage's document. */
  readonly documentOf: Uint32Array
  /** Digest of each passage's words, 16 bytes each. */
  readonly digests: Uint8Array
}

export const digestBytes = 16

/**
 * Which passages of several batches count, 1 or 0 for each. Of a file that was read again the last reading counts, and of a document
 * the last version; one that was withdrawn has none. Of passages that say the same, the first counts.
 *
 * @param lastRunOf the last run that read each file
 */
export function livePassages(
  batches: readonly BatchDocuments[],
  lastRunOf: ReadonlyMap<string, number>,
): readonly Uint8Array[] {
  const newest = newestEntries(batches, lastRunOf)
  const seen = new Set<string>()
  return batches.map(({ documents, withdrawn, documentOf, digests }, batch) => {
    const current = Uint8Array.from(documents, (id, entry) => {
      const stands = newest.get(id)
      return stands?.batch === batch && stands.entry === entry && withdrawn[entry] === 0 ? 1 : 0
    })
    return Uint8Array.from(documentOf, (entry, passage) => {
      if (current[entry] === 0) return 0
      const digest = Buffer.from(
        digests.buffer,
        digests.byteOffset + passage * digestBytes,
        digestBytes,
      ).toString('latin1')
      if (seen.has(digest)) return 0
      seen.add(digest)
      return 1
    })
  })
}

interface Newest {
  readonly batch: number
  readonly entry: number
  readonly revision: string
}

/** The entry that stands for each document, of files as they were read last. */
function newestEntries(
  batches: readonly BatchDocuments[],
  lastRunOf: ReadonlyMap<string, number>,
): ReadonlyMap<string, Newest> {
  const newest = new Map<string, Newest>()
  for (const [batch, { run, files, fileOf, documents, revisions }] of batches.entries()) {
    for (const [entry, id] of documents.entries()) {
      const file = files[fileOf[entry]!]
      if (file === undefined || lastRunOf.get(file) !== run) continue
      const revision = revisions[entry] ?? ''
      const before = newest.get(id)
      const isOlder = before !== undefined && revision !== '' && revision < before.revision
      if (!isOlder) newest.set(id, { batch, entry, revision })
    }
  }
  return newest
}

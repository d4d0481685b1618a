/** Documents of one batch in the order in which they came, and which passages are of which. */
export interface BatchDocuments {
  /** Number of the run that wrote the batch; runs come one after another. */
  readonly run: number
  /** Names of the files that the documents were read from, and for each document the place of its file there. */
  readonly files: readonly string[]
  readonly fileOf: Uint32Array
  /** Ids of the documents; one may come more than once. */
  readonly documents: readonly string[]
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
  const lastEntry = new Map<string, string>()
  for (const [batch, { documents }] of batches.entries()) {
    for (const [entry, id] of documents.entries()) lastEntry.set(id, `${batch}:${entry}`)
  }
  const seen = new Set<string>()
  return batches.map(({ run, files, fileOf, documents, withdrawn, documentOf, digests }, batch) => {
    const current = Uint8Array.from(documents, (id, entry) => {
      const file = files[fileOf[entry]!]
      const isLastReading = file !== undefined && lastRunOf.get(file) === run
      return isLastReading && lastEntry.get(id) === `${batch}:${entry}` && withdrawn[entry] === 0 ? 1 : 0
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

import type { BatchDocuments } from './live-passages.ts'

/** A document that two files hold, and nothing but their order says which is the newer. */
export interface ReplacedDocument {
  readonly document: string
  /** The file whose document stands: it was read last. */
  readonly stands: string
  readonly left: string
}

/**
 * Documents of the same id in different files whose revisions do not tell which is the newer: two texts that were meant to stand side
 * by side may be among them.
 *
 * @param lastRunOf the last run that read each file
 */
export function replacedDocuments(
  batches: readonly BatchDocuments[],
  lastRunOf: ReadonlyMap<string, number>,
): readonly ReplacedDocument[] {
  const last = new Map<string, { readonly file: string; readonly revision: string }>()
  const replaced: ReplacedDocument[] = []
  for (const { run, files, fileOf, documents, revisions, withdrawn } of batches) {
    for (const [entry, document] of documents.entries()) {
      const file = files[fileOf[entry]!]
      if (file === undefined || lastRunOf.get(file) !== run) continue
      const revision = revisions[entry] ?? ''
      const before = last.get(document)
      const untold = revision === '' || revision === before?.revision
      if (before !== undefined && before.file !== file && untold && withdrawn[entry] === 0)
        replaced.push({ document, stands: file, left: before.file })
      if (before === undefined || revision === '' || revision >= before.revision)
        last.set(document, { file, revision })
    }
  }
  return replaced
}

import { z } from 'zod'
import { decodeText } from './bytes/decode-text.ts'
import { jsonLines } from './bytes/json-lines.ts'
import { checkRecord } from './check-record.ts'
import { loadedDocument } from './loaded.ts'
import type { Loader } from './loader.ts'
import { sourceDocumentSchema } from './source-document.ts'

/** A document, with what tells its newer version where its collection has versions. */
const documentLine = sourceDocumentSchema.extend({ revision: z.string().min(1).nullable().default(null) })

/** A document that its collection has withdrawn. */
const deletedLine = z.strictObject({ deleted: z.string().min(1), source: z.string().min(1) })

/**
 * Our own form: JSON Lines of `SourceDocument`, and `{"deleted": id, "source": collection}` for one that was withdrawn.
 */
export const loadDocuments: Loader = async function* ({ file, head, bytes, limits }) {
  for await (const line of jsonLines(decodeText(bytes, head, file.name), file.name, limits)) {
    if ('problem' in line) {
      yield { kind: 'problem', problem: line.problem }
      continue
    }
    const { place, value } = line
    if (typeof value === 'object' && value !== null && 'deleted' in value) {
      const checked = checkRecord(deletedLine, value, place)
      yield 'problem' in checked
        ? { kind: 'problem', problem: checked.problem }
        : { kind: 'deleted', source: checked.value.source, id: checked.value.deleted }
      continue
    }
    const checked = checkRecord(documentLine, value, place)
    if ('problem' in checked) {
      yield { kind: 'problem', problem: checked.problem }
      continue
    }
    const { revision, ...document } = checked.value
    yield loadedDocument(document, revision, place, limits)
  }
}

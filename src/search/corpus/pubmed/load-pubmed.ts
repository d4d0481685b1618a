import { decodeText } from '../bytes/decode-text.ts'
import { recordProblem } from '../loaded.ts'
import type { Loader } from '../loader.ts'
import { elements, plainText } from '../xml/element.ts'
import { xmlRecords } from '../xml/read-records.ts'
import { loadCitation } from './citation.ts'

/**
 * PubMed's baseline and update files. An update holds the citations that changed, whole, and the PMIDs that were withdrawn;
 * the newer version of a PMID takes the place of the older.
 */
export const loadPubmed: Loader = async function* ({ file, head, bytes, limits }) {
  const records = xmlRecords(
    decodeText(bytes, head, file.name),
    file.name,
    limits,
    (path) => isRecord.has(path.at(-1) ?? '') && path.length <= 2,
  )
  for await (const record of records) {
    if ('code' in record) yield { kind: 'problem', problem: record }
    else if (record.name === 'DeleteCitation') {
      for (const pmid of elements(record, 'PMID')) {
        const id = plainText(pmid)
        if (id !== null) yield { kind: 'deleted', source: 'pubmed', id }
      }
    } else if (record.name === 'PubmedArticle') yield loadCitation(record, file.name, limits)
    else
      yield {
        kind: 'problem',
        problem: recordProblem(
          { file: file.name, line: record.line },
          'Chapters of books are not read.',
          record.name,
          'PubmedArticle',
        ),
      }
  }
}

const isRecord: ReadonlySet<string> = new Set(['PubmedArticle', 'PubmedBookArticle', 'DeleteCitation'])

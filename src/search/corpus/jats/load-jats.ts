import { decodeText } from '../bytes/decode-text.ts'
import type { Loader } from '../loader.ts'
import { xmlRecords } from '../xml/read-records.ts'
import { loadArticle } from './article.ts'

/** Articles of PMC in JATS: one a file, or several in a `pmc-articleset`. */
export const loadJats: Loader = async function* ({ file, head, bytes, limits }) {
  const records = xmlRecords(
    decodeText(bytes, head, file.name),
    file.name,
    limits,
    (path) => path.at(-1) === 'article' && path.length <= 2,
  )
  for await (const record of records)
    yield 'code' in record ? { kind: 'problem', problem: record } : loadArticle(record, file.name, limits)
}

import { problem } from '../../../problem.ts'
import { decodeWhole } from '../bytes/decode-text.ts'
import { wholeBytes } from '../bytes/limited.ts'
import { loadedDocument } from '../loaded.ts'
import type { Loader } from '../loader.ts'
import { documentIdOf, stemOf } from '../source-file.ts'
import { parsePage } from './page.ts'
import { pageData } from './page-data.ts'
import { sheetDeclarations } from './style-sheet.ts'
import { writePage } from './write-page.ts'

/** A page as one document. Scripts are not run, nothing is fetched, and what a reader cannot see is not read. */
export const loadHtml: Loader = async function* ({ file, bytes, limits }) {
  const text = decodeWhole(await wholeBytes(bytes, file.name, limits.pageBytes), file.name)
  const page = parsePage(text, file.name, limits)
  const { sections, heading } = writePage(
    page,
    sheetDeclarations(page.document, page.sheets, page.elements, file.name),
  )
  if (sections.length === 0)
    throw problem('SOURCE_NO_TEXT', 'The page has no text that is seen.', 'Save it with its text.', {
      place: { file: file.name },
    })
  const { title, ...data } = pageData(page.head)
  yield loadedDocument(
    {
      id: data.url ?? documentIdOf(file),
      source: 'pages',
      title: heading ?? title ?? stemOf(file.name),
      focus: null,
      synonyms: [],
      type: 'page',
      question: null,
      ...data,
      pmid: null,
      sections,
    },
    null,
    { file: file.name },
    limits,
  )
}

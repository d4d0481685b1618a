import { problem } from '../../../problem.ts'
import { cleanLine } from '../blocks/clean-line.ts'
import { writtenDate } from '../blocks/dates.ts'
import { wholeBytes } from '../bytes/limited.ts'
import { loadedDocument } from '../loaded.ts'
import type { Loader } from '../loader.ts'
import { documentIdOf, stemOf } from '../source-file.ts'
import { checkStreams } from './check-streams.ts'
import { readPdf } from './read-pdf.ts'
import { withoutRunningHeads } from './running-heads.ts'
import { writeLines } from './write-lines.ts'

/** A PDF as one document, in the order in which a person reads it. */
export const loadPdf: Loader = async function* ({ file, bytes, limits }) {
  const place = { file: file.name }
  const data = await wholeBytes(bytes, file.name, limits.pdfBytes)
  checkEnd(data, file.name)
  await checkStreams(data, file.name, limits)
  const { pages, info } = await readPdf(data, file.name, limits)
  if (pages.every(({ lines }) => lines.length === 0))
    throw problem(
      'SOURCE_NO_TEXT',
      'The PDF holds pictures of pages and no text.',
      'Run it through a program that reads text from pictures first.',
      { place },
    )
  const { sections, heading } = writeLines(withoutRunningHeads(pages))
  const title = cleanLine(info.title ?? '')
  yield loadedDocument(
    {
      id: documentIdOf(file),
      source: 'guidelines',
      title: (isTitle(title) ? title : heading) ?? stemOf(file.name),
      focus: null,
      synonyms: [],
      type: 'guideline',
      question: null,
      date: writtenDate(info.date?.replace(/^D:/, '')),
      url: null,
      doi: null,
      pmid: null,
      licence: null,
      sections,
    },
    null,
    place,
    limits,
  )
}

/** Programs write names of files where a title should be. */
function isTitle(title: string): boolean {
  return (
    title.length > 3 &&
    !/^(?:untitled|microsoft word|powerpoint|document\d*$)|\.(?:docx?|indd|pdf|pptx?|qxd|tex)$/i.test(title)
  )
}

/** A whole PDF ends with its own sign; a reader would mend a cut one and leave out pages without a word. */
function checkEnd(data: Uint8Array, file: string): void {
  const end = new TextDecoder('latin1').decode(data.subarray(-2048))
  if (!end.includes('%%EOF'))
    throw problem('SOURCE_TRUNCATED', 'The PDF ends too early.', 'Download it again.', { place: { file } })
}

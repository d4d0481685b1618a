import { z } from 'zod'
import { problem } from '../../../problem.ts'
import { decodeWhole } from '../bytes/decode-text.ts'
import { wholeBytes } from '../bytes/limited.ts'
import { checkRecord } from '../check-record.ts'
import { looksLikeHtml } from '../detect-format.ts'
import { loadedDocument } from '../loaded.ts'
import type { Loader } from '../loader.ts'
import { sourceDocumentSchema } from '../source-document.ts'
import { stemOf } from '../source-file.ts'
import { frontMatter } from './front-matter.ts'
import { readMarkdown } from './read-markdown.ts'

const { shape } = sourceDocumentSchema

/** What the front matter of a markdown text may say; nothing of it must be there. */
const frontSchema = z.strictObject({
  id: shape.id.optional(),
  source: shape.source.optional(),
  title: shape.title.optional(),
  focus: shape.focus.optional(),
  synonyms: shape.synonyms.optional(),
  type: shape.type.optional(),
  question: shape.question.optional(),
  date: shape.date.optional(),
  url: shape.url.optional(),
  doi: shape.doi.optional(),
  pmid: shape.pmid.optional(),
  licence: shape.licence.optional(),
})

/** A markdown text as one document, with what its front matter (YAML between two lines `---`) says of it. */
export const loadMarkdown: Loader = async function* ({ file, bytes, limits }) {
  const place = { file: file.name }
  const text = decodeWhole(await wholeBytes(bytes, file.name, limits.markdownBytes), file.name)
  const { front, body } = frontMatter(text, file.name)
  const checked = checkRecord(frontSchema, front, place)
  if ('problem' in checked) {
    yield {
      kind: 'problem',
      problem: {
        ...checked.problem,
        code: 'SOURCE_FRONT_MATTER',
        message: 'The front matter says something that it cannot say.',
        remedy: 'Correct it, or take the line out: the file was left out.',
      },
    }
    return
  }
  const said = checked.value
  const { sections, heading } = readMarkdown(body, file.name)
  if (sections.length === 0 && looksLikeHtml(body))
    throw problem('SOURCE_MISLABELLED', 'The file is not what its name says.', 'Name it .html.', {
      place,
      value: 'a page of HTML',
      expected: 'markdown',
    })
  if (sections.length === 0)
    throw problem('SOURCE_NO_TEXT', 'The file holds no text.', 'Write some, or leave it out.', { place })
  const title = said.title ?? heading ?? stemOf(file.name)
  yield loadedDocument(
    {
      id: said.id ?? stemOf(file.name),
      source: said.source ?? file.below ?? 'markdown',
      title,
      focus: said.focus ?? null,
      synonyms: said.synonyms ?? [],
      type: said.type ?? 'page',
      question: said.question ?? null,
      date: said.date ?? null,
      url: said.url ?? null,
      doi: said.doi ?? null,
      pmid: said.pmid ?? null,
      licence: said.licence ?? null,
      sections,
    },
    // Of two texts of one id the one of the later date stands.
    said.date ?? null,
    place,
    limits,
  )
}

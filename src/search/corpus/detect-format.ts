import { type ProblemError, problem } from '../../problem.ts'
import { encodingOf } from './bytes/decode-text.ts'
import { baseName } from './source-file.ts'
import { rootElement } from './xml/root-element.ts'

export type Format =
  | 'medquad-xml'
  | 'medquad-jsonl'
  | 'pubmed'
  | 'jats'
  | 'spl'
  | 'html'
  | 'pdf'
  | 'markdown'
  | 'documents'

/** What the bytes of a file are, before it is asked what they say. */
type Family = 'gzip' | 'zip' | 'tar' | 'pdf' | 'xml' | 'html' | 'json' | 'text' | 'binary'

/** How much of a file is needed to tell its format. */
export const headBytes = 65_536

const familyWords: Readonly<Record<Family, string>> = {
  gzip: 'a gzip file',
  zip: 'a zip file',
  tar: 'a tar archive',
  pdf: 'a PDF',
  xml: 'XML',
  html: 'HTML',
  json: 'JSON',
  text: 'plain text',
  binary: 'binary data',
}

/** A markdown text may begin with a tag, a bracket or a brace. */
const markdownName = /\.(?:md|markdown)$/i

const texts: readonly Family[] = ['text', 'html', 'xml', 'json']

/** What a name promises, the likeliest first. A name that promises nothing leaves the content to decide. */
const promised: readonly (readonly [pattern: RegExp, families: readonly Family[]])[] = [
  [/\.(?:gz|tgz)$/i, ['gzip']],
  [/\.zip$/i, ['zip']],
  [/\.tar$/i, ['tar']],
  [/\.pdf$/i, ['pdf']],
  [/\.(?:xml|nxml)$/i, ['xml']],
  [/\.(?:html?|xhtml)$/i, ['html']],
  [/\.(?:json|jsonl|ndjson)$/i, ['json']],
  [/\.txt$/i, texts],
  [markdownName, texts],
]

export const formatsRead =
  'MedQuAD (XML or JSON Lines), PubMed XML, JATS XML, DailyMed SPL XML, HTML, PDF, markdown, JSON Lines of documents, and gzip or tar of these'

/**
 * The family of a file by its first bytes. Where its name promises another, the file is refused: somebody who indexes
 * `guideline.xml` does not expect a PDF, and whoever renamed it should say which of the two was meant.
 */
export function fileFamily(name: string, head: Uint8Array): Family {
  const family = familyOf(head)
  const base = baseName(name)
  const promise = promised.find(([pattern]) => pattern.test(base))
  if (promise === undefined || promise[1].includes(family))
    return promise?.[0] === markdownName ? 'text' : family
  throw problem('SOURCE_MISLABELLED', 'The file is not what its name says.', 'Give it the right name.', {
    place: { file: name },
    value: familyWords[family],
    expected: familyWords[promise[1][0] ?? family],
  })
}

/** The format of a file that is neither compressed nor an archive. */
export function detectFormat(name: string, head: Uint8Array): Format {
  const family = fileFamily(name, head)
  switch (family) {
    case 'pdf':
    case 'html':
      return family
    case 'text':
      return 'markdown'
    case 'json':
      return jsonFormat(name, headText(head))
    case 'xml':
      return xmlFormat(name, headText(head))
    default:
      throw unknownFormat(name, familyWords[family])
  }
}

function familyOf(head: Uint8Array): Family {
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip'
  const latin = new TextDecoder('latin1').decode(head)
  // `PK` and 3, 4 before the first entry, or 5, 6 of an empty one.
  if (latin.startsWith('PK') && ((head[2] === 3 && head[3] === 4) || (head[2] === 5 && head[3] === 6)))
    return 'zip'
  if (latin.slice(257, 262) === 'ustar') return 'tar'
  // A PDF may have up to 1,024 bytes before its header.
  if (/%PDF-\d/.test(latin.slice(0, 1032))) return 'pdf'
  const utf16 = encodingOf(head).startsWith('utf-16')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: no text holds these.
  if (!utf16 && /[\x00-\x08\x0e-\x1a]/.test(latin)) return 'binary'
  const text = headText(head).trimStart()
  if (/^<!doctype\s+html\b|^<html\b/i.test(text) || /^html$/i.test(rootElement(text)?.name ?? ''))
    return 'html'
  if (/^<(?:\?xml\b|!|[\p{L}_])/u.test(text)) return looksLikeHtml(text) ? 'html' : 'xml'
  if (/^[[{]/.test(text)) return 'json'
  return 'text'
}

/** A page without `<html>`: its first element is one that only pages have. */
export function looksLikeHtml(text: string): boolean {
  return /^(?:html|head|body|title|meta|div|p|h[1-6]|main|script|style|table|ul|ol|span)$/i.test(
    rootElement(text)?.name ?? '',
  )
}

function headText(head: Uint8Array): string {
  const text = new TextDecoder(labelled(encodingOf(head))).decode(head)
  return text.startsWith('\ufeff') ? text.slice(1) : text
}

function labelled(encoding: string): string {
  try {
    return new TextDecoder(encoding).encoding
  } catch {
    return 'utf-8'
  }
}

function xmlFormat(name: string, text: string): Format {
  const root = rootElement(text)
  switch (root?.name) {
    case 'Document':
    case 'DiseaseFile':
    case 'doc':
      return 'medquad-xml'
    case 'PubmedArticleSet':
    case 'DeleteCitation':
      return 'pubmed'
    case 'article':
    case 'pmc-articleset':
      return 'jats'
    case 'document':
      if (root.attributes.includes('urn:hl7-org:v3')) return 'spl'
      break
  }
  throw unknownFormat(name, root === null ? null : `XML whose first element is ${root.name}`)
}

function jsonFormat(name: string, text: string): Format {
  const [first = ''] = text.trimStart().split('\n', 1)
  if (/"sections"\s*:|"deleted"\s*:/.test(first)) return 'documents'
  if (/"qtype"\s*:/.test(first)) return 'medquad-jsonl'
  throw unknownFormat(name, first.slice(0, 200))
}

function unknownFormat(name: string, value: string | null): ProblemError {
  return problem(
    'SOURCE_FORMAT_UNKNOWN',
    'The file is of no format that is read here.',
    'Convert it, for example to markdown or to JSON Lines of documents.',
    { place: { file: name }, value, expected: formatsRead },
  )
}

import { ProblemError, problem } from '../../problem.ts'
import { gunzip } from './bytes/gunzip.ts'
import { limited, tooLarge } from './bytes/limited.ts'
import { type Peeked, peek } from './bytes/peek.ts'
import { tarEntries } from './bytes/tar-entries.ts'
import { detectFormat, type Format, fileFamily, headBytes } from './detect-format.ts'
import { loadDocuments } from './documents.ts'
import { loadHtml } from './html/load-html.ts'
import { loadJats } from './jats/load-jats.ts'
import { defaultLimits, type Limits } from './limits.ts'
import type { Loaded } from './loaded.ts'
import type { Loader } from './loader.ts'
import { loadMarkdown } from './markdown/load-markdown.ts'
import { loadMedquadJson } from './medquad/json.ts'
import { loadMedquadXml } from './medquad/xml.ts'
import { loadPdf } from './pdf/load-pdf.ts'
import { loadPubmed } from './pubmed/load-pubmed.ts'
import type { SourceFile } from './source-file.ts'
import { loadSpl } from './spl/load-spl.ts'

const loaders: Readonly<Record<Format, Loader>> = {
  'medquad-xml': loadMedquadXml,
  'medquad-jsonl': loadMedquadJson,
  pubmed: loadPubmed,
  jats: loadJats,
  spl: loadSpl,
  html: loadHtml,
  pdf: loadPdf,
  markdown: loadMarkdown,
  documents: loadDocuments,
}

/**
 * Reads one source file of any known format, compressed or not, or an archive of such files. What is wrong with a record or a
 * file is given as a problem in its place; nothing is thrown that lies in the file, and what came before it stands. The
 * memory in use does not grow with the file.
 */
export async function* readSource(
  file: SourceFile,
  limits: Limits = defaultLimits,
): AsyncGenerator<Loaded, void, undefined> {
  try {
    if (file.bytes !== null && file.bytes > limits.fileBytes)
      throw tooLarge(file.name, `${file.bytes} bytes`, limits.fileBytes)
    const bytes = limited(file.open(), file.name, limits.fileBytes)
    yield* readUnpacked(file, await unpacked(file, bytes, limits), limits, 'archives')
  } catch (error) {
    yield* problemsOf(error)
  }
}

interface Unpacked extends Peeked {
  readonly name: string
}

async function unpacked(
  { name }: SourceFile,
  bytes: AsyncIterable<Uint8Array>,
  limits: Limits,
): Promise<Unpacked> {
  const packed = notEmpty(name, await peek(bytes, headBytes))
  if (fileFamily(name, packed.head) !== 'gzip') return { name, ...packed }
  const inner = name.replace(/\.tgz$/i, '.tar').replace(/\.gz$/i, '')
  const stream = limited(gunzip(packed.whole, name), name, limits.unpackedBytes)
  return { name: inner, ...notEmpty(name, await peek(stream, headBytes)) }
}

function notEmpty(name: string, peeked: Peeked): Peeked {
  if (peeked.head.length > 0) return peeked
  throw problem('SOURCE_EMPTY', 'The file is empty.', 'Download it again, or leave it out.', {
    place: { file: name },
  })
}

async function* readUnpacked(
  file: SourceFile,
  { name, head, whole }: Unpacked,
  limits: Limits,
  within: 'archives' | 'files only',
): AsyncGenerator<Loaded> {
  try {
    if (fileFamily(name, head) !== 'tar') {
      yield* loaders[detectFormat(name, head)]({ file, head, bytes: whole, limits })
      return
    }
    if (within === 'files only')
      throw problem(
        'SOURCE_NESTED_ARCHIVE',
        'An archive within an archive is not read.',
        'Unpack it first.',
        {
          place: { file: name },
        },
      )
    for await (const entry of tarEntries(whole, file.name)) yield* readEntry(entry, limits)
  } finally {
    await whole.return(undefined)
  }
}

/** A broken entry is skipped; the archive goes on. */
async function* readEntry(entry: SourceFile, limits: Limits): AsyncGenerator<Loaded> {
  try {
    if (entry.bytes !== null && entry.bytes > limits.fileBytes)
      throw tooLarge(entry.name, `${entry.bytes} bytes`, limits.fileBytes)
    yield* readUnpacked(entry, await unpacked(entry, entry.open(), limits), limits, 'files only')
  } catch (error) {
    yield* problemsOf(error)
  }
}

function* problemsOf(error: unknown): Generator<Loaded> {
  if (!(error instanceof ProblemError)) throw error
  for (const problem of error.problems) yield { kind: 'problem', problem }
}

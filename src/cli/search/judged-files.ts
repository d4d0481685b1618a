import { isUtf8 } from 'node:buffer'
import { createHash } from 'node:crypto'
import { resolve } from 'node:path'
import { type ProblemError, problem } from '../../problem.ts'
import { gunzip } from '../../search/corpus/bytes/gunzip.ts'
import { joined } from '../../search/corpus/bytes/peek.ts'
import type { SourceFile } from '../../search/corpus/source-file.ts'
import { sourceFiles } from '../../search/corpus/source-files.ts'
import { shownPath } from '../study-folder.ts'

/** What a file of questions, candidates or judgments is. */
export type JudgedKind = 'mediqa' | 'bioasq' | 'questions' | 'candidates' | 'qrels'

export interface JudgedFile {
  readonly kind: JudgedKind
  /** As problems name it. */
  readonly name: string
  readonly text: string
  /** Of the bytes on the disk. */
  readonly sha256: string
}

/** No set of judgments comes near this. */
const mostBytes = 400_000_000

/**
 * The files at some paths and below folders, unpacked and told apart by what they hold. A file that is named twice comes once. What
 * else lies in a folder, such as a readme, is passed over.
 */
export async function readJudgedFiles(paths: readonly string[]): Promise<readonly JudgedFile[]> {
  const files = new Map<string, SourceFile>()
  const named = new Set(paths.map((path) => resolve(path)))
  for (const path of paths) for await (const file of sourceFiles(path)) files.set(resolve(file.name), file)
  const read: JudgedFile[] = []
  for (const [path, file] of files) {
    const one = await readOne(file)
    if (one.kind !== null) read.push({ ...one, kind: one.kind })
    else if (named.has(path)) throw unknownKind(one)
  }
  return read
}

type Unsorted = Omit<JudgedFile, 'kind'> & { readonly kind: JudgedKind | null }

async function readOne(file: SourceFile): Promise<Unsorted> {
  const name = shownPath(file.name)
  if ((file.bytes ?? 0) > mostBytes)
    throw problem('JUDGED_TOO_LARGE', 'The file is too large for judgments.', 'Name the right file.', {
      place: { file: name },
      value: `${file.bytes} bytes`,
      expected: `at most ${mostBytes} bytes`,
    })
  const raw = await bytesOf(file.open())
  const bytes = raw[0] === 0x1f && raw[1] === 0x8b ? await bytesOf(gunzip(once(raw), name)) : raw
  if (!isUtf8(bytes))
    throw problem('FILE_NOT_UTF8', 'The file is not valid UTF-8.', 'Save the file as UTF-8.', {
      place: { file: name },
    })
  const text = new TextDecoder().decode(bytes)
  return { kind: kindOf(text), name, text, sha256: createHash('sha256').update(raw).digest('hex') }
}

async function bytesOf(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return joined(chunks)
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

function kindOf(text: string): JudgedKind | null {
  const start = text.trimStart()
  if (start.startsWith('<')) return 'mediqa'
  const [first = ''] = start.split('\n', 1)
  const line = objectOf(first)
  if (line !== null && 'text' in line) return 'question' in line ? 'candidates' : 'questions'
  if (/^\{\s*"questions"\s*:/.test(start)) return 'bioasq'
  if (/^\S+\s+\S+\s+\S+\s+-?\d+(?:\.\d+)?\s*$/.test(first)) return 'qrels'
  return null
}

function unknownKind({ name, text }: Unsorted): ProblemError {
  return problem(
    'JUDGED_UNKNOWN',
    'The file holds no questions, candidates or judgments.',
    'Name another file.',
    {
      place: { file: name },
      value: text.trimStart().split('\n', 1)[0]?.slice(0, 60) ?? '',
      expected:
        'the XML of MEDIQA, golden files of BioASQ, JSON Lines of questions or of candidates, or TREC relevance judgments',
    },
  )
}

function objectOf(line: string): object | null {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && !Array.isArray(value) ? value : null
  } catch {
    return null
  }
}

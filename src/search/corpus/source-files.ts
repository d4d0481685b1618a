import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { type ProblemError, problem } from '../../problem.ts'
import type { SourceFile } from './source-file.ts'

/**
 * The file at a path, or all files below a folder, in the order of their names on every machine. Hidden files and links are
 * passed over: a link could lead out of the folder or round in a circle.
 */
export async function* sourceFiles(path: string): AsyncGenerator<SourceFile> {
  let found: Awaited<ReturnType<typeof stat>>
  try {
    found = await stat(path)
  } catch (error) {
    throw unreadable(path, error)
  }
  const root = (folder: string) => basename(resolve(folder))
  if (found.isDirectory()) yield* filesBelow(path, root(path))
  else if (found.isFile()) yield diskFile(path, root(dirname(resolve(path))), found.size)
  else
    throw problem('SOURCE_UNREADABLE', 'This is neither a file nor a folder.', 'Name one of the two.', {
      place: { file: path },
    })
}

async function* filesBelow(folder: string, below: string): AsyncGenerator<SourceFile> {
  const entries = await readdir(folder, { withFileTypes: true })
  const byName = entries.toSorted((one, other) => (one.name < other.name ? -1 : 1))
  for (const entry of byName) {
    const path = join(folder, entry.name)
    if (entry.name.startsWith('.')) continue
    if (entry.isDirectory()) yield* filesBelow(path, `${below}/${entry.name}`)
    else if (entry.isFile()) yield diskFile(path, below, (await stat(path)).size)
  }
}

function diskFile(path: string, below: string, bytes: number): SourceFile {
  const folder = basename(dirname(resolve(path)))
  return { name: path, folder, below, bytes, open: () => readStream(path) }
}

async function* readStream(path: string): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of createReadStream(path)) if (chunk instanceof Uint8Array) yield chunk
  } catch (error) {
    throw unreadable(path, error)
  }
}

function unreadable(path: string, error: unknown): ProblemError | unknown {
  if (!(error instanceof Error) || !('code' in error)) return error
  return problem(
    'SOURCE_UNREADABLE',
    'The file cannot be read.',
    'Look whether it is there and may be read.',
    {
      place: { file: path },
      value: String(error.code),
    },
  )
}

import type { Problem } from '../../../problem.ts'
import { defaultLimits, type Limits } from '../limits.ts'
import type { Loaded } from '../loaded.ts'
import { readSource } from '../read-source.ts'
import type { SourceDocument } from '../source-document.ts'
import type { SourceFile } from '../source-file.ts'

/** A file in memory, handed out in chunks of so many bytes. */
export function memoryFile(name: string, content: string | Uint8Array, chunkBytes = 1000): SourceFile {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  return {
    name,
    folder: 'folder',
    below: 'folder',
    bytes: bytes.length,
    async *open() {
      for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes)
    },
  }
}

/** All that a file gives, through the one door that the product has. */
export async function readFile(
  name: string,
  content: string | Uint8Array,
  limits: Partial<Limits> = {},
): Promise<readonly Loaded[]> {
  return await readAll(memoryFile(name, content), { ...defaultLimits, ...limits })
}

export async function readAll(file: SourceFile, limits: Limits = defaultLimits): Promise<readonly Loaded[]> {
  const loaded: Loaded[] = []
  for await (const one of readSource(file, limits)) loaded.push(one)
  return loaded
}

export function documentsOf(loaded: readonly Loaded[]): readonly SourceDocument[] {
  return loaded.flatMap((one) => (one.kind === 'document' ? [one.document] : []))
}

export function problemsOf(loaded: readonly Loaded[]): readonly Problem[] {
  return loaded.flatMap((one) => (one.kind === 'problem' ? [one.problem] : []))
}

/** The one document of a file that gives nothing else. */
export async function onlyDocument(name: string, content: string | Uint8Array): Promise<SourceDocument> {
  const loaded = await readFile(name, content)
  const [one] = documentsOf(loaded)
  if (one === undefined || loaded.length !== 1) throw new Error(JSON.stringify(loaded))
  return one
}

/** Sections as a reader sees them: headings joined, then a line for each block with its kind before it. */
export function outline({ sections }: SourceDocument): readonly string[] {
  const signs = { paragraph: '', 'list-entry': '- ', table: '| ' }
  return sections.flatMap(({ headings, blocks }) => [
    `# ${headings.join(' > ')}`,
    ...blocks.map(({ kind, text }) => `${signs[kind]}${text}`),
  ])
}

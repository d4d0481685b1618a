import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { fileBytes } from '../../exchange/tables/bytes.ts'
import { expectedValue } from '../../expected-value.ts'
import { type Manifest, type ManifestFile, manifestSchema } from '../../learning/export/manifest-schema.ts'
import { parsedJson } from '../../parsed-json.ts'
import { problem } from '../../problem.ts'
import { shownPath } from '../study-folder.ts'
import { readTextFile } from '../text-file.ts'

/** Reads the manifest of an export. @throws ProblemError EXPORT_MANIFEST, or a problem of the file. */
export async function readManifest(folder: string): Promise<Manifest> {
  const file = join(folder, 'manifest.json')
  const { text } = await readTextFile(file, 'export')
  const parsed = manifestSchema.safeParse(parsedJson(text))
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw problem(
    'EXPORT_MANIFEST',
    'This is no manifest of an export.',
    'Name a folder that `equipoise export-preferences` wrote.',
    {
      place: { file: shownPath(file), field: issue?.path.join('.') ?? '' },
      expected: issue === undefined ? null : expectedValue(issue),
    },
  )
}

/** The file of an export with this name; null where it is not there or holds no example. */
export function exportedFile({ files }: Manifest, name: string): ManifestFile | null {
  return files.find((file) => file.name === name && file.examples > 0) ?? null
}

/** The bytes of an exported file, which must be those that its manifest tells of. @throws ProblemError EXPORT_CHANGED */
export async function exportedBytes(
  folder: string,
  { name, sha256 }: Pick<ManifestFile, 'name' | 'sha256'>,
): Promise<Uint8Array> {
  const file = join(folder, name)
  const bytes = await fileBytes(file)
  const found = createHash('sha256').update(bytes).digest('hex')
  if (found === sha256) return bytes
  throw problem(
    'EXPORT_CHANGED',
    'The file is not the one that the export wrote, so nobody knows what the filters let through.',
    'Export again.',
    { place: { file: shownPath(file) }, value: found, expected: sha256 },
  )
}

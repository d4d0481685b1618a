import { readManifest } from '../../search/files/corpus-manifest.ts'

/** SHA-256 that the index of a corpus folder has now; null where there is none. */
export async function indexSha256(folder: string): Promise<string | null> {
  return (await readManifest(folder)).index?.sha256 ?? null
}

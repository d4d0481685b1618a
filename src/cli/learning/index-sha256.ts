import { problem } from '../../problem.ts'
import { readManifest } from '../../search/files/corpus-manifest.ts'
import { corpusFolder } from '../search/corpus-folder.ts'
import { shownPath } from '../study-folder.ts'

/** SHA-256 that the index of a corpus folder has now; null where there is none. */
export async function indexSha256(folder: string): Promise<string | null> {
  return (await readManifest(folder)).index?.sha256 ?? null
}

/**
 * Sees to it that a corpus holds something: of a name that was mistyped nothing can be said.
 *
 * @throws ProblemError CORPUS_EMPTY, CORPUS_NAME
 */
export async function checkCorpusThere(corpus: string, near: string): Promise<void> {
  const { folder } = await corpusFolder(corpus, near)
  if ((await readManifest(folder)).index !== null) return
  throw problem(
    'CORPUS_EMPTY',
    `Nothing is in the corpus ${corpus} yet.`,
    'Look whether the name is right; equipoise index fills a corpus.',
    { place: { file: shownPath(folder), field: '--corpus' }, value: corpus },
  )
}

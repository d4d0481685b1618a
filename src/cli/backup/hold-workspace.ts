import { join } from 'node:path'
import { holdCorpus } from '../search/hold-corpus.ts'
import { kindOf, namesIn } from './entries.ts'

/**
 * Holds every corpus and every record of releases of a workspace, so that nobody writes into them while they are copied or
 * replaced.
 *
 * @throws ProblemError CORPUS_BUSY where somebody does.
 */
export async function holdWorkspace(workspace: string): Promise<AsyncDisposable> {
  const held: AsyncDisposable[] = []
  const release = async () => {
    for (const one of held.splice(0)) await one[Symbol.asyncDispose]()
  }
  try {
    for (const folder of await heldFolders(workspace)) held.push(await holdCorpus(folder))
    return { [Symbol.asyncDispose]: release }
  } catch (error) {
    await release()
    throw error
  }
}

/** Folders that a process marks as its own while it writes into them. */
export async function heldFolders(workspace: string): Promise<readonly string[]> {
  const corpora = join(workspace, '.equipoise', 'corpora')
  const releases = join(workspace, '.equipoise', 'releases')
  const folders = [
    ...(await namesIn(corpora)).map((name) => join(corpora, name)),
    ...(await namesIn(releases)).filter((name) => name.endsWith('.lock')).map((name) => join(releases, name)),
  ]
  const kinds = await Promise.all(folders.map(kindOf))
  return folders.filter((_, at) => kinds[at] === 'folder').sort()
}

import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { togetherWatched, type WatchFile, watchFileSchema } from '../../learning/watch/watch-file.ts'
import { parsedJson } from '../../parsed-json.ts'
import { problem } from '../../problem.ts'
import { errorCode } from '../../store/embedded/error-code.ts'
import { corpusFolder } from '../search/corpus-folder.ts'
import { shownPath } from '../study-folder.ts'

/** Folder of what is counted of a corpus: every process that counts has a file of its own there. */
export async function watchFolder(corpus: string, near = '.'): Promise<string> {
  const { workspace } = await corpusFolder(corpus, near)
  return join(workspace, '.equipoise', 'watch', corpus)
}

/** Makes the folder, for those who count. */
export async function madeWatchFolder(corpus: string, near = '.'): Promise<string> {
  const folder = await watchFolder(corpus, near)
  await mkdir(folder, { recursive: true })
  return folder
}

/**
 * What all processes counted, together.
 *
 * @param but A file of the folder that is left out.
 * @throws ProblemError WATCH_DAMAGED with the file.
 */
export async function readWatched(folder: string, but: string | null = null): Promise<WatchFile> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return []
    throw error
  })
  const files: WatchFile[] = []
  for (const name of names.sort()) {
    const file = join(folder, name)
    if (!name.endsWith('.json') || file === but) continue
    const read = watchFileSchema.safeParse(parsedJson(await readFile(file, 'utf8')))
    if (!read.success)
      throw problem(
        'WATCH_DAMAGED',
        'What a server counted cannot be read.',
        'Put the file back from a copy, or take it away: its counts are lost then.',
        { place: { file: shownPath(file) } },
      )
    files.push(read.data)
  }
  return togetherWatched(files)
}

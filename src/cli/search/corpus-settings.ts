import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parsedJson } from '../../parsed-json.ts'
import { problem } from '../../problem.ts'
import { writeDurableText } from '../../search/files/durable-file.ts'
import {
  type SearchSettings,
  searchSettingsSchema,
  usualSettings,
} from '../../search/settings/search-settings.ts'
import { errorCode } from '../../store/embedded/error-code.ts'
import { shownPath } from '../study-folder.ts'
import { corpusFolder } from './corpus-folder.ts'

const fileName = 'search.json'

/**
 * How the corpus of a folder is searched: what was remembered, or the usual.
 *
 * @throws ProblemError SETTINGS_UNREADABLE: settings that are there are never taken for none.
 */
export async function settingsOf(folder: string): Promise<SearchSettings> {
  const file = join(folder, fileName)
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return null
    throw error
  })
  if (text === null) return usualSettings
  const read = searchSettingsSchema.safeParse(parsedJson(text))
  if (read.success) return read.data
  throw problem(
    'SETTINGS_UNREADABLE',
    'How this corpus is to be searched cannot be read: the file was changed, or written by another version.',
    'Choose it again with equipoise index --settings.',
    { place: { file: shownPath(file), field: read.error.issues[0]?.path.join('.') ?? '' } },
  )
}

/** Remembers in the folder of a corpus how it is searched. */
export function rememberSettings(folder: string, settings: SearchSettings): Promise<void> {
  return writeDurableText(join(folder, fileName), `${JSON.stringify(settings, null, 2)}\n`)
}

/** Where questions to a corpus go to be turned into vectors; null where they stay on this machine. */
export function questionsGoTo({ embedder }: SearchSettings): string | null {
  return embedder?.via === 'endpoint' && !embedder.staysOnMachine
    ? `${embedder.model} at ${embedder.baseUrl}`
    : null
}

/**
 * Whether questions to a corpus leave this machine.
 *
 * @param near A folder of the workspace.
 */
export async function corpusSendsQuestions(corpus: string, near: string): Promise<boolean> {
  const { folder } = await corpusFolder(corpus, near)
  return questionsGoTo(await settingsOf(folder)) !== null
}

import { dirname, resolve } from 'node:path'
import { expectedValue } from '../../expected-value.ts'
import { ProblemError, problem } from '../../problem.ts'
import { isLoopback } from '../../protocol/loopback.ts'
import { checkQuestionMayLeave } from '../../search/dense/may-leave.ts'
import { type SearchSettings, searchSettingsSchema } from '../../search/settings/search-settings.ts'
import { yamlFaults } from '../../yaml-faults.ts'
import { readYamlText } from '../../yaml-text.ts'
import { shownPath } from '../study-folder.ts'
import { readTextFile } from '../text-file.ts'

/**
 * Reads how a corpus is to be searched from YAML or JSON. A folder of a model counts from the file. Values are never printed: somebody
 * may have written a key there.
 *
 * @throws ProblemError SETTINGS_NOT_YAML, SEARCH_SETTINGS, SETTINGS_SECRET, EMBEDDER_ELSEWHERE, EMBEDDING_NOT_ALLOWED
 */
export async function readSettingsFile(path: string): Promise<SearchSettings> {
  const { text } = await readTextFile(path, '--settings')
  const settings = parsed(yamlOf(text, path), path)
  checkAddresses(settings, path)
  const { embedder } = settings
  if (embedder === null) return settings
  checkQuestionMayLeave(embedder)
  return embedder.via === 'endpoint'
    ? settings
    : { ...settings, embedder: { ...embedder, folder: resolve(dirname(path), embedder.folder) } }
}

function yamlOf(text: string, path: string): unknown {
  const { yaml, lines, content } = readYamlText(text, 100)
  const [fault] = yamlFaults(yaml, lines, text)
  if (fault === undefined) return content
  // A key is not told: somebody may have written a secret in its place.
  const { withoutText, line, remedy } = fault
  throw problem('SETTINGS_NOT_YAML', `The file is not YAML: ${withoutText}.`, remedy, {
    place: { file: shownPath(path), line },
  })
}

function parsed(content: unknown, path: string): SearchSettings {
  const read = searchSettingsSchema.safeParse(content)
  if (read.success) return read.data
  throw new ProblemError(
    read.error.issues.map((issue) => ({
      code: 'SEARCH_SETTINGS',
      message: 'These are no settings of a search.',
      place: { file: shownPath(path), field: issue.path.map(String).join('.') },
      value: null,
      expected: expectedValue(issue),
      remedy: 'Change the field; schemas/search-settings.v1.schema.json says what there is.',
    })),
  )
}

function checkAddresses({ engine, embedder }: SearchSettings, path: string): void {
  const addresses = [
    ...(engine.via === 'opensearch' ? [['engine.node', engine.node] as const] : []),
    ...(embedder?.via === 'endpoint' ? [['embedder.baseUrl', embedder.baseUrl] as const] : []),
  ]
  for (const [field, address] of addresses) {
    const { username, password, search } = new URL(address)
    if (username === '' && password === '' && search === '') continue
    throw problem(
      'SETTINGS_SECRET',
      'The address holds a name, a password or a query, and settings are kept.',
      'Leave it out, and name the environment variables that hold what is secret.',
      { place: { file: shownPath(path), field } },
    )
  }
  if (embedder?.via !== 'endpoint' || !embedder.staysOnMachine || isLoopback(embedder.baseUrl)) return
  throw problem(
    'EMBEDDER_ELSEWHERE',
    'The server is not on this machine, so what it is sent leaves it.',
    'Leave staysOnMachine out, and say with sendQuestions and sendSources what it may be sent.',
    { place: { file: shownPath(path), field: 'embedder.staysOnMachine' }, value: embedder.baseUrl },
  )
}

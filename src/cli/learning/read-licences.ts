import { parse } from 'yaml'
import { expectedValue } from '../../expected-value.ts'
import { type LicenceTable, licenceTableSchema, noLicences } from '../../learning/export/licences.ts'
import { ProblemError, problem } from '../../problem.ts'
import { shownPath } from '../study-folder.ts'
import { readTextFile } from '../text-file.ts'

/**
 * Reads a table of licences, YAML or JSON; without a file nothing is known of any.
 *
 * @throws ProblemError LICENCES_YAML or LICENCES_FIELD, or a problem of the file.
 */
export async function readLicences(path: string | undefined): Promise<LicenceTable> {
  if (path === undefined) return noLicences
  const { text } = await readTextFile(path, '--licences')
  const file = shownPath(path)
  const parsed = licenceTableSchema.safeParse(yamlOf(text, file))
  if (parsed.success) return parsed.data
  throw new ProblemError(
    parsed.error.issues.map((issue) => ({
      code: 'LICENCES_FIELD',
      message: 'The table of licences cannot be used.',
      place: { file, ...(issue.path.length > 0 ? { field: issue.path.join('.') } : {}) },
      value: issue.code === 'unrecognized_keys' ? issue.keys.join(', ') : null,
      expected: expectedValue(issue),
      remedy: 'Correct the field; docs/guide/export-preferences.md shows a table.',
    })),
  )
}

function yamlOf(text: string, file: string): unknown {
  try {
    return parse(text)
  } catch (error) {
    throw problem('LICENCES_YAML', 'The file is not YAML.', 'Correct the file.', {
      place: { file },
      value: error instanceof Error ? (error.message.split('\n')[0] ?? null) : null,
    })
  }
}

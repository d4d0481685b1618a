import { readJsonLines } from '../../arms/json-lines.ts'
import { type Preference, preferenceSchema } from '../../learning/preferences/preference.ts'
import { questionSha256 } from '../../learning/preferences/split.ts'
import { type Problem, ProblemError, problem } from '../../problem.ts'
import { isFolder, shownPath } from '../study-folder.ts'
import { readTextFile } from '../text-file.ts'

const fault = {
  code: 'PREFERENCE_LINE',
  remedy: 'Mend the line, or write the file again; docs/guide/export-preferences.md lists the fields.',
} as const

/**
 * Reads preferences from a JSON Lines file, each line a `Preference`.
 *
 * @throws ProblemError PREFERENCE_LINE, PREFERENCE_REPEATED, PREFERENCE_HASH with every bad line, PREFERENCES_FOLDER, or a
 *   problem of the file.
 */
export async function readPreferences(path: string): Promise<readonly Preference[]> {
  if (await isFolder(path))
    throw problem(
      'PREFERENCES_FOLDER',
      'This is a folder, and preferences are read from a file.',
      'Name a file of preferences, JSON Lines.',
      { place: { file: shownPath(path) } },
    )
  const { text } = await readTextFile(path, 'preferences')
  const file = shownPath(path)
  const rows = readJsonLines<Preference>(text, file, preferenceSchema, fault)
  const problems: Problem[] = []
  const lineOf = new Map<string, number>()
  for (const { row, line } of rows) {
    const before = lineOf.get(row.id)
    if (before !== undefined)
      problems.push({
        code: 'PREFERENCE_REPEATED',
        message: `The judgment stands on line ${before} already.`,
        place: { file, line, field: 'id' },
        value: row.id,
        expected: null,
        remedy: 'Leave one of the two lines out: a judgment counts once.',
      })
    lineOf.set(row.id, line)
    // The hash decides the split: a wrong one could let a question of the gate through.
    const own = questionSha256(row.question)
    if (own !== row.questionSha256)
      problems.push({
        code: 'PREFERENCE_HASH',
        message: 'The hash is not that of the question.',
        place: { file, line, field: 'questionSha256' },
        value: row.questionSha256,
        expected: own,
        remedy: 'Write the file again from its study: question, hash and split belong together.',
      })
  }
  if (problems.length > 0) throw new ProblemError(problems)
  return rows.map(({ row }) => row)
}

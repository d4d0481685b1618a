import { readJsonLines } from '../../arms/json-lines.ts'
import { type Preference, preferenceSchema } from '../../learning/preferences/preference.ts'
import { questionSha256, splitOf } from '../../learning/preferences/split.ts'
import { textSha256 } from '../../learning/preferences/text-sha256.ts'
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
 * @throws ProblemError PREFERENCE_LINE, PREFERENCE_REPEATED, PREFERENCE_HASH, PREFERENCE_SPLIT, PREFERENCE_TEXT with every bad
 *   line, PREFERENCES_FOLDER, or a problem of the file.
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
    problems.push(...disagreements(row, { file, line }))
  }
  if (problems.length > 0) throw new ProblemError(problems)
  return rows.map(({ row }) => row)
}

/**
 * Hashes and splits are computed once more: a question of the gate that a file calls one for training would be learned from, and
 * other words than those that were judged would be taught.
 */
function disagreements(row: Preference, place: { readonly file: string; readonly line: number }): Problem[] {
  const sha256 = questionSha256(row.question)
  const told = (
    rule: { readonly code: string; readonly message: string; readonly field: string },
    value: string | null,
    expected: string | null,
  ): Problem[] =>
    value === expected
      ? []
      : [
          {
            code: rule.code,
            message: rule.message,
            place: { ...place, field: rule.field },
            value,
            expected: expected ?? 'null',
            remedy:
              'Write the file again from its study: what it says of a question and of an answer belongs together.',
          },
        ]
  const ofText = (side: 'a' | 'b', answer: Preference['a']) =>
    told(
      {
        code: 'PREFERENCE_TEXT',
        message: 'The hash is not that of the text.',
        field: `${side}.textSha256`,
      },
      answer.textSha256,
      answer.text === null ? null : textSha256(answer.text),
    )
  const ofQuestion = told(
    {
      code: 'PREFERENCE_HASH',
      message: 'The hash is not that of the question.',
      field: 'questionSha256',
    },
    row.questionSha256,
    sha256,
  )
  const ofSplit = told(
    {
      code: 'PREFERENCE_SPLIT',
      message: 'The split is not that of the question.',
      field: 'split',
    },
    row.split,
    splitOf(sha256),
  )
  return [
    // A wrong hash is told once, and not the split that follows from it too.
    ...(ofQuestion.length > 0 ? ofQuestion : ofSplit),
    ...ofText('a', row.a),
    ...(row.form === 'pairwise' ? ofText('b', row.b) : []),
  ]
}

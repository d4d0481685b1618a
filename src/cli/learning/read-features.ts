import { z } from 'zod'
import { readJsonLines } from '../../arms/json-lines.ts'
import { answerKey } from '../../learning/export/eligible.ts'
import type { FeatureTable } from '../../learning/export/letor.ts'
import { type Problem, ProblemError } from '../../problem.ts'
import { sha256Schema } from '../../protocol/sha256.ts'
import { shownPath } from '../study-folder.ts'
import { readTextFile } from '../text-file.ts'

const lineSchema = z.strictObject({
  questionSha256: sha256Schema,
  textSha256: sha256Schema,
  features: z.array(z.number()).min(1).readonly(),
})

/**
 * Reads features of answers from a JSON Lines file; every line has as many as the first.
 *
 * @throws ProblemError FEATURES_LINE, FEATURES_LENGTH, FEATURES_REPEATED with every bad line, or a problem of the file.
 */
export async function readFeatures(path: string | undefined): Promise<FeatureTable> {
  const features = new Map<string, readonly number[]>()
  if (path === undefined) return features
  const { text } = await readTextFile(path, '--features')
  const file = shownPath(path)
  const rows = readJsonLines(text, file, lineSchema, {
    code: 'FEATURES_LINE',
    remedy: 'Mend the line: questionSha256, textSha256 and features.',
  })
  const width = rows[0]?.row.features.length ?? 0
  const problems: Problem[] = []
  for (const { row, line } of rows) {
    const key = answerKey(row.questionSha256, row.textSha256)
    if (row.features.length !== width)
      problems.push({
        code: 'FEATURES_LENGTH',
        message: 'The line has another number of features than the first.',
        place: { file, line, field: 'features' },
        value: String(row.features.length),
        expected: String(width),
        remedy: 'Give every answer the same features, in the same order.',
      })
    if (features.has(key))
      problems.push({
        code: 'FEATURES_REPEATED',
        message: 'The answer has features on an earlier line already.',
        place: { file, line },
        value: row.textSha256,
        expected: null,
        remedy: 'Leave one of the two lines out.',
      })
    features.set(key, row.features)
  }
  if (problems.length > 0) throw new ProblemError(problems)
  return features
}

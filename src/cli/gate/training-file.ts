import { z } from 'zod'
import { expectedValue } from '../../expected-value.ts'
import type { TrainingRecord } from '../../learning/gate/outcomes.ts'
import { reviewerSha256 } from '../../learning/preferences/reviewer-split.ts'
import { parsedJson } from '../../parsed-json.ts'
import { problem } from '../../problem.ts'
import { sha256Schema } from '../../protocol/sha256.ts'
import { shownPath } from '../study-folder.ts'
import { readTextFile } from '../text-file.ts'

/** What --training reads: the list in the file of a trained model, or a list of one's own. */
const trainingSchema = z.union([
  z.strictObject({
    questionSha256s: z.array(sha256Schema),
    reviewers: z.array(z.string().min(1)).nullable().default(null),
  }),
  z.looseObject({
    training: z.looseObject({
      questionSha256s: z.array(sha256Schema),
      reviewerSha256s: z.array(sha256Schema).default([]),
    }),
  }),
])

/** What a candidate was trained on. @throws ProblemError GATE_TRAINING */
export async function readTraining(path: string): Promise<TrainingRecord> {
  const { text } = await readTextFile(path, '--training')
  const parsed = trainingSchema.safeParse(parsedJson(text))
  if (!parsed.success)
    throw problem(
      'GATE_TRAINING',
      'The file does not say what the candidate was trained on.',
      'Name the file of a trained model, or write the hashes of the questions.',
      {
        place: { file: shownPath(path), field: '--training' },
        expected: parsed.error.issues.map(expectedValue).join('; '),
      },
    )
  const { data } = parsed
  if ('training' in data) {
    const { questionSha256s, reviewerSha256s } = data.training
    return { questionSha256s, reviewerSha256s: reviewerSha256s.length === 0 ? null : reviewerSha256s }
  }
  const { questionSha256s, reviewers } = data
  return { questionSha256s, reviewerSha256s: reviewers === null ? null : reviewers.map(reviewerSha256) }
}

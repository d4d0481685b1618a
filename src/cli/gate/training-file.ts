import { z } from 'zod'
import { expectedValue } from '../../expected-value.ts'
import type { TrainingRecord } from '../../learning/gate/outcomes.ts'
import { problem } from '../../problem.ts'
import { sha256Schema } from '../../protocol/sha256.ts'
import { shownPath } from '../study-folder.ts'
import { readTextFile } from '../text-file.ts'
import { parsedJson } from './parsed-json.ts'

/** What --training reads: the list in the file of a trained model, or a list of one's own. */
const trainingSchema = z.union([
  z.strictObject({
    questionSha256s: z.array(sha256Schema),
    reviewers: z.array(z.string().min(1)).nullable().default(null),
  }),
  z.looseObject({ training: z.looseObject({ questionSha256s: z.array(sha256Schema) }) }),
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
  return 'training' in data
    ? { questionSha256s: data.training.questionSha256s, reviewers: null }
    : { questionSha256s: data.questionSha256s, reviewers: data.reviewers }
}

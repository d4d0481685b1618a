import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { learningQuestionOfGraded } from '../../src/learning/training/graded-questions.ts'
import type { LearningQuestion } from '../../src/learning/training/learning-question.ts'
import type { RankingQuestion } from '../../src/search/evaluation/ranking-question.ts'
import { readMediqa } from '../../src/search/evaluation/read-mediqa.ts'
import { passageStatistics } from '../../src/search/rank/passage-statistics.ts'

/** Graded questions of MEDIQA-2019 sets; the sets number their questions alike, so that the name stands before the number. */
export async function mediqaLearning(
  folder: string,
  names: readonly string[],
): Promise<readonly LearningQuestion[]> {
  const questions: RankingQuestion[] = []
  for (const name of names) {
    const file = `MEDIQA2019-Task3-QA-${name}.xml.gz`
    const text = gunzipSync(readFileSync(join(folder, file))).toString('utf8')
    for await (const one of readMediqa(file, [text]))
      if (!('code' in one)) questions.push({ ...one, id: `${name}-${one.id}` })
  }
  const background = passageStatistics(
    questions.flatMap((one) => one.candidates.map(({ passage }) => passage)),
  )
  return questions.map((question) => learningQuestionOfGraded(question, background))
}

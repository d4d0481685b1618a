import { judgedQuestionsOf } from '../preferences/judged-questions.ts'
import { forTraining, type PreferenceUse } from '../preferences/left-out.ts'
import type { Preference } from '../preferences/preference.ts'
import type { LearningQuestion } from '../training/learning-question.ts'
import { answerPriorScores } from './answer-prior.ts'
import { quotedSource } from './quoted-source.ts'
import { answerTable } from './reward-model.ts'

/**
 * Preferences as questions to learn from, over the features of answers. Whether its passages bear an answer out is told where their
 * words are on record with it.
 */
export function rewardQuestionsOf(
  preferences: readonly Preference[],
  use: PreferenceUse = forTraining,
): readonly LearningQuestion[] {
  return judgedQuestionsOf(preferences, use).map(
    ({ id, question, questionSha256, texts, pairs, grades, gradedBy }) => {
      const features = answerTable(
        question,
        texts.map(({ text, quotes }) => ({ text, sources: quotes.map(quotedSource) })),
      )
      return {
        id,
        questionSha256,
        candidates: texts.length,
        features,
        prior: answerPriorScores(features),
        pairs,
        grades,
        gradedBy,
      }
    },
  )
}

import { rankerOfModel } from '../../learning/model/model-ranker.ts'
import { learningQuestionOfGraded } from '../../learning/training/graded-questions.ts'
import type { LearningQuestion } from '../../learning/training/learning-question.ts'
import { problem } from '../../problem.ts'
import { runCandidateArms } from '../../search/evaluation/candidate-arms.ts'
import { fourGrades } from '../../search/evaluation/judgments.ts'
import { passageStatistics } from '../../search/rank/passage-statistics.ts'
import type { ReadJudged } from '../search/read-judged.ts'
import { turns } from '../search/turns.ts'
import type { LearningSource } from './learning-source.ts'

/** Grades of one's own files mean nothing to an abstention head; only four grades say what is correct. */
const saysCorrect = (judged: ReadJudged) => judged.set.scale === fourGrades

export const gradedArms = ['random', 'system', 'bm25', 'prior', 'trained', 'oracle'] as const

/**
 * Learning questions of graded sets: their candidates with the features of a search. Rarity of words comes from the candidates of
 * all questions, as `search eval` has it.
 *
 * @throws ProblemError LEARN_CANDIDATES where the files hold no candidates to rank.
 */
export async function learningQuestionsOfGraded(
  judged: ReadJudged,
  onQuestion: (done: number, all: number) => void,
): Promise<readonly LearningQuestion[]> {
  if (judged.set.mode !== 'candidates')
    throw problem(
      'LEARN_CANDIDATES',
      'These files judge answers that are to be searched for; a ranker learns from graded candidates.',
      'Name the XML of MEDIQA, or questions with their candidates.',
      { place: { file: judged.files[0]?.name ?? '' } },
    )
  const graded = judged.set.questions.filter(({ id }) => judged.judgments.has(id))
  const background = passageStatistics(graded.flatMap((one) => one.candidates.map(({ passage }) => passage)))
  const turn = turns()
  const questions: LearningQuestion[] = []
  for (const question of graded) {
    const learning = learningQuestionOfGraded(question, background)
    questions.push(saysCorrect(judged) ? learning : { ...learning, grades: learning.grades.map(() => null) })
    onQuestion(questions.length, graded.length)
    await turn()
  }
  return questions
}

/** Graded files as what a model is trained on. @param licence Of the files, as the person who names them says it. */
export async function gradedSource(
  judged: ReadJudged,
  { licence, seed }: { readonly licence: string | null; readonly seed: number },
  onQuestion: (done: number, all: number) => void,
): Promise<LearningSource> {
  const questions = await learningQuestionsOfGraded(judged, onQuestion)
  const { set, judgments, files } = judged
  const ranking = set.mode === 'candidates' ? set.questions : []
  return {
    questions,
    keptForGate: null,
    licences: [licence ?? 'unknown'],
    files: files.map(({ name, sha256 }) => ({ name, sha256 })),
    async measureArms(models) {
      const rankers = new Map([...models].map(([id, model]) => [id, rankerOfModel(model)]))
      const measured = ranking.filter(({ id }) => rankers.has(id))
      const turn = turns()
      const { runs } = await runCandidateArms(measured, {
        arms: new Set(gradedArms),
        seed,
        trained: (question) => rankers.get(question)!,
        onQuestion: turn,
      })
      return {
        runs,
        scale: set.scale,
        judgments: new Map(
          measured.flatMap(({ id }) => {
            const own = judgments.get(id)
            return own === undefined ? [] : [[id, own] as const]
          }),
        ),
      }
    },
  }
}

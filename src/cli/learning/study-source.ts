import { rewardQuestionsOf } from '../../learning/answers/reward-questions.ts'
import type { TrainedModel } from '../../learning/model/trained-model.ts'
import { checkReviewers } from '../../learning/preferences/checks/check-reviewers.ts'
import { excludedByRule } from '../../learning/preferences/checks/finding.ts'
import type { JudgedStudy } from '../../learning/preferences/judged-study.ts'
import { learningQuestionsOf } from '../../learning/preferences/learning-questions.ts'
import { type LeftOutReason, type PreferenceUse, sorted } from '../../learning/preferences/left-out.ts'
import type { Preference } from '../../learning/preferences/preference.ts'
import { preferencesOfStudy } from '../../learning/preferences/preferences-of-study.ts'
import { learningDataSha256 } from '../../learning/training/data-hash.ts'
import type { OpenStudy } from '../open-study.ts'
import type { LearningSource } from './learning-source.ts'
import { readJudgedStudy } from './read-judged-study.ts'

/** The marks of a study as what a model is trained on, and what of them is not. */
export interface StudySource extends LearningSource {
  readonly leftOut: Readonly<Partial<Record<LeftOutReason, number>>>
  /** Pseudonyms of reviewers whose preferences are found turned round, and are not learned from. */
  readonly excluded: readonly string[]
}

/**
 * Reads the preferences of a study that may be trained on: of questions of the train split, by reviewers who are not held out and
 * allowed it. A ranker learns from the features of passages, a reward model from those of answers.
 *
 * @param licence Of the texts; null: that of each item, as far as it is known.
 * @throws ProblemError STUDY_BLIND while the study is blind.
 */
export async function studySource(
  open: OpenStudy,
  kind: TrainedModel['kind'],
  licence: string | null,
): Promise<StudySource> {
  const { study, seed } = await readJudgedStudy(open)
  const { preferences } = preferencesOfStudy(study)
  const excluded = excludedByRule(checkReviewers(preferences, study, seed))
  const use: PreferenceUse = { split: 'train', excluded: new Set(excluded) }
  const { used, leftOut } = sorted(preferences, use)
  const questions =
    kind === 'reward' ? rewardQuestionsOf(preferences, use) : learningQuestionsOf(preferences, { use })
  return {
    questions,
    licences: licence === null ? licencesOf(study, used) : [licence],
    files: [{ name: `study ${study.id}`, sha256: learningDataSha256(questions) }],
    keptForGate: new Set(
      preferences.filter(({ split }) => split === 'gate').map(({ questionSha256 }) => questionSha256),
    ).size,
    sample: open.protocol.plan.sample,
    measureArms: null,
    leftOut,
    excluded: [...excluded].sort(),
  }
}

function licencesOf({ items }: JudgedStudy, used: readonly Preference[]): readonly string[] {
  const licences = new Map(items.map(({ key, source }) => [key, source?.licence ?? 'unknown']))
  return [...new Set(used.map(({ item }) => licences.get(item) ?? 'unknown'))].sort()
}

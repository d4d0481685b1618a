import { rewardQuestionsOf } from '../../learning/answers/reward-questions.ts'
import type { TrainedModel } from '../../learning/model/trained-model.ts'
import type { DataFinding } from '../../learning/preferences/checks/data-finding.ts'
import { panelFindings } from '../../learning/preferences/checks/panel-findings.ts'
import type { JudgedStudy } from '../../learning/preferences/judged-study.ts'
import { learningQuestionsOf } from '../../learning/preferences/learning-questions.ts'
import { type LeftOutReason, sorted } from '../../learning/preferences/left-out.ts'
import type { Preference } from '../../learning/preferences/preference.ts'
import { learningDataSha256 } from '../../learning/training/data-hash.ts'
import type { OpenStudy } from '../open-study.ts'
import type { LearningSource } from './learning-source.ts'
import { readJudgedStudy } from './read-judged-study.ts'
import { usablePreferences } from './usable-preferences.ts'

/** The marks of a study as what a model is trained on, and what of them is not. */
export interface StudySource extends LearningSource {
  readonly leftOut: Readonly<Partial<Record<LeftOutReason, number>>>
  /** Pseudonyms of reviewers who are not learned from, by a rule or by name. */
  readonly excluded: readonly string[]
  /** What the checks of the reviewers found; a gate reads it from the model. */
  readonly findings: readonly DataFinding[]
}

export interface StudySourceOptions {
  /** Of the texts; null: that of each item, as far as it is known. */
  readonly licence: string | null
  /** Pseudonyms of reviewers whom a person decided to leave out. */
  readonly exclude: readonly string[]
}

/**
 * Reads the preferences of a study that may be trained on: of questions of the train split, by reviewers who are not held out and
 * allowed it. A ranker learns from the features of passages, a reward model from those of answers.
 *
 * @throws ProblemError STUDY_BLIND while the study is blind, PREFERENCES_NO_REVIEWER.
 */
export async function studySource(
  open: OpenStudy,
  kind: TrainedModel['kind'],
  { licence, exclude }: StudySourceOptions,
): Promise<StudySource> {
  const read = await readJudgedStudy(open)
  const { study, seed } = read
  const { preferences, excluded, use, used } = usablePreferences(read, { split: 'train', exclude })
  const { leftOut } = sorted(preferences, use)
  const byName = new Set(exclude)
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
    excluded,
    findings: panelFindings(preferences, study, seed, (reviewer) => byName.has(reviewer)),
  }
}

function licencesOf({ items }: JudgedStudy, used: readonly Preference[]): readonly string[] {
  const licences = new Map(items.map(({ key, source }) => [key, source?.licence ?? 'unknown']))
  return [...new Set(used.map(({ item }) => licences.get(item) ?? 'unknown'))].sort()
}

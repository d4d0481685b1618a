import type { TrainedModel } from '../../learning/model/trained-model.ts'
import type { DataFinding } from '../../learning/preferences/checks/data-finding.ts'
import type { LearningQuestion } from '../../learning/training/learning-question.ts'
import type { ArmRun } from '../../search/evaluation/arm-run.ts'
import type { GradeScale, Judgments } from '../../search/evaluation/judgments.ts'

/** What a model is trained on, wherever it comes from: graded files, or the preferences of a study. */
export interface LearningSource {
  readonly questions: readonly LearningQuestion[]
  /**
   * Questions that were kept out for a gate before these were chosen, as those of a study are; null: the share of `--gate` is kept out
   * here.
   */
  readonly keptForGate: number | null
  /** Of the data, as far as they are known. */
  readonly licences: readonly string[]
  readonly files: readonly { readonly name: string; readonly sha256: string }[]
  /** Whether any of it is a SAMPLE, as a study with simulated marks is; left out: it is not. */
  readonly sample?: boolean
  /** What was found of the reviewers; it goes into the model, where a gate reads it. */
  readonly findings?: readonly DataFinding[]
  /** Measures arms on some of the questions; null where nothing is graded, so that only pairs can be told. */
  readonly measureArms: MeasureArms | null
}

/** @param models Of each question that is measured, by id, a model that has not seen it. */
export type MeasureArms = (
  models: ReadonlyMap<string, TrainedModel>,
) => Promise<{ readonly runs: readonly ArmRun[]; readonly judgments: Judgments; readonly scale: GradeScale }>

import type { MeasuredQuality, QualityMark, SlotUsage } from '../../economics/study/slot.ts'
import { withRefusals } from '../../economics/study/with-refusals.ts'
import type { Plan, PlannedAxis } from '../../protocol/plan.ts'
import { readJudgments, type StoredJudgment } from '../../store/reading/read-judgments.ts'
import { keySummary } from '../marking/key-marks.ts'
import { readMarkable } from '../marking/markable.ts'
import type { OpenStudy } from '../open-study.ts'

/** Every way in which the study says how good answers are, on a scale from 0 to 1; those without marks are left out. */
export async function studyQualities(
  study: OpenStudy,
  slots: readonly SlotUsage[],
): Promise<readonly MeasuredQuality[]> {
  const { plan } = study.protocol
  const judgments: StoredJudgment[] = []
  for await (const page of readJudgments(study.store, study.record)) {
    for (const judgment of page) if (judgment.role === 'study') judgments.push(judgment)
  }
  const refused = slots.filter(({ status }) => status === 'refused')
  const byPeople = (measured: MeasuredQuality, counts: boolean): MeasuredQuality =>
    counts ? { ...measured, marks: withRefusals(measured.marks, refused) } : measured
  const qualities = [
    byPeople(
      {
        id: 'acceptable',
        label: 'Reviewers who would act on the answer',
        unit: 'acceptable answer',
        marks: judgments.flatMap(adequacies),
      },
      true,
    ),
    {
      id: 'correct',
      label: 'Right by the answer key',
      unit: 'correct answer',
      marks: await keyMarks(study),
    },
    ...plan.axes.flatMap((axis) => {
      const measured = axisQuality(axis, judgments)
      return measured === null ? [] : [byPeople(measured, plan.refusalRule !== 'excluded')]
    }),
  ]
  return qualities.filter(({ marks }) => marks.length > 0)
}

/** "Would you act on it?", of each answer that a judgment shows. */
function adequacies({ item, armA, armB, reviewer, adequacyA, adequacyB }: StoredJudgment): QualityMark[] {
  const of = (arm: string | null, adequacy: boolean | null): QualityMark[] =>
    arm === null || adequacy === null ? [] : [{ item, arm, reviewer, value: adequacy ? 1 : 0 }]
  return [...of(armA, adequacyA), ...of(armB, adequacyB)]
}

/** A reply without a choice is not a wrong one and is left out; a refusal was paid for and is not correct. */
async function keyMarks(study: OpenStudy): Promise<readonly QualityMark[]> {
  const summary = await keySummary(study, await readMarkable(study))
  return (summary?.rows ?? []).flatMap(({ item, arm, replicate, state, declined }) => {
    if (replicate !== 0) return []
    const value = state === 'right' ? 1 : state === 'wrong' || declined ? 0 : null
    return value === null ? [] : [{ item, arm, reviewer: null, value }]
  })
}

function axisQuality(axis: PlannedAxis, judgments: readonly StoredJudgment[]): MeasuredQuality | null {
  const range = scaleRange(axis.scale)
  if (axis.form !== 'absolute' || range === null) return null
  const { min, max } = range
  const marks = judgments.flatMap(({ axis: marked, item, armA, reviewer, value }): QualityMark[] => {
    if (marked !== axis.id || value === null) return []
    const share = (value - min) / (max - min)
    return [{ item, arm: armA, reviewer, value: axis.better === 'higher' ? share : 1 - share }]
  })
  const unit = axis.scale?.kind === 'binary' ? 'answer that is good on it' : 'answer at the top of the scale'
  return { id: `axis:${axis.id}`, label: axis.label, unit, marks }
}

function scaleRange(scale: Plan['axes'][number]['scale']) {
  if (scale === null) return null
  return scale.kind === 'ordinal' ? { min: scale.min, max: scale.max } : { min: 0, max: 1 }
}

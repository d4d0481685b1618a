import { ownStrata } from '../../items/strata.ts'
import type { PreferenceMark } from '../../judging/machine-mark.ts'
import { joinOrders } from '../../judging/pairwise/both-orders.ts'
import { answerOutcomes } from '../../learning/gate/answers/answer-outcomes.ts'
import type {
  GateAnswer,
  GateItem,
  GateMark,
  MachinePreference,
} from '../../learning/gate/answers/study-marks.ts'
import type { AnswerGatePlan } from '../../learning/gate/gate-plan.ts'
import type { GateOutcomes, HygieneFacts, TrainingRecord } from '../../learning/gate/outcomes.ts'
import type { DataFinding } from '../../learning/preferences/checks/data-finding.ts'
import { panelFindings } from '../../learning/preferences/checks/panel-findings.ts'
import { preferencesOfStudy } from '../../learning/preferences/preferences-of-study.ts'
import { reviewerSha256 } from '../../learning/preferences/reviewer-split.ts'
import { problem } from '../../problem.ts'
import type { Plan } from '../../protocol/plan.ts'
import { readCallSeconds } from '../../store/collecting/call-seconds.ts'
import { readAnswerStates } from '../../store/marking/answer-states.ts'
import { readMarks } from '../../store/marking/read-marks.ts'
import { readItems } from '../../store/reading/read-items.ts'
import { readJudgments } from '../../store/reading/read-judgments.ts'
import { readBlindness } from '../../store/review/unblind.ts'
import { readSnapshot } from '../../store/snapshot.ts'
import { judgedStudyAt } from '../learning/read-judged-study.ts'
import { readRankerOfAnyFeatures } from '../learning/read-model-file.ts'
import type { OpenStudy } from '../open-study.ts'
import { findingsOfModel, isReproduced, schemaOfModel, trainingOfModel } from './model-hygiene.ts'
import { readTraining } from './training-file.ts'

export interface StudyGateOptions {
  readonly training?: string | undefined
  /** The candidate's file and the same trained again. */
  readonly model?: string | undefined
  readonly again?: string | undefined
}

/** Weighs two arms of a study by its answers and marks. @throws ProblemError GATE_BLIND while the study is blind. */
export async function studyGate(
  study: OpenStudy,
  plan: AnswerGatePlan,
  arms: { readonly candidate: string; readonly incumbent: string },
  options: StudyGateOptions,
): Promise<GateOutcomes> {
  const { protocol } = study
  for (const [place, arm] of [
    ...Object.entries(arms),
    ...plan.floors.map((floor) => ['floors', floor] as const),
  ])
    checkArm(protocol.plan, place, arm)
  return readSnapshot(study.store, async (store) => {
    const { record } = study
    if ((await readBlindness(store, record)).state === 'blind')
      throw problem(
        'GATE_BLIND',
        'The study is blind, and a gate would tell which arm is which.',
        'Run the gate once the review is over: equipoise unblind.',
        { place: { field: '--study' } },
      )
    checkAxes(protocol.plan, plan)
    return answerOutcomes({
      plan,
      ...arms,
      items: await itemsOf({ ...study, store }),
      marks: await marksOf({ ...study, store }),
      machine: await machineOf({ ...study, store }),
      answers: await answersOf({ ...study, store }),
      scaleOf: (axis) => scaleOf(protocol.plan, axis),
      hygiene: await hygieneOf(options, plan, { ...study, store }),
    })
  })
}

function checkArm({ arms }: Plan, place: string, arm: string): void {
  if (arms.some(({ id }) => id === arm)) return
  throw problem('GATE_ARM', 'The study has no such arm.', 'Name arms of the study.', {
    place: { field: place },
    value: arm,
    expected: arms.map(({ id }) => id).join(', '),
  })
}

/** Without this a plan for another study would wait for marks that nobody was asked to give. */
function checkAxes(study: Plan, { quality, rubric, safety }: AnswerGatePlan): void {
  checkAxis(study, 'quality.axis', quality.axis, 'pairwise')
  if (rubric !== null) checkAxis(study, 'rubric.axis', rubric.axis, 'absolute')
  if (safety.support !== null) checkAxis(study, 'safety.support.axis', safety.support.axis, 'absolute')
}

function checkAxis({ axes }: Plan, field: string, axis: string, form: 'pairwise' | 'absolute'): void {
  const fitting = axes.filter((one) => one.form === form)
  if (fitting.some(({ id }) => id === axis)) return
  throw problem(
    'GATE_AXIS',
    `The study has no ${form} axis of this name.`,
    'Name an axis of its protocol in the plan, and lock the plan again; or leave the margin out where the study has none.',
    {
      place: { field },
      value: axis,
      expected: fitting.map(({ id }) => id).join(', ') || `no axis is ${form}`,
    },
  )
}

async function hygieneOf(
  { training, model, again }: StudyGateOptions,
  plan: AnswerGatePlan,
  study: OpenStudy,
): Promise<HygieneFacts> {
  const read = async (path: string | undefined, option: string) =>
    path === undefined ? null : await readRankerOfAnyFeatures(path, option)
  const own = await read(model, '--model')
  const known =
    training !== undefined ? await readTraining(training) : own === null ? null : trainingOfModel(own)
  return {
    trained: true,
    training: known,
    featureSchema: schemaOfModel(own),
    reproduced: isReproduced(own, await read(again, '--again')),
    findings: [...findingsOfModel(own), ...(await findingsOfMarks(study, plan, known))],
  }
}

/**
 * Findings of the checks of reviewers over all marks of the study. They block unless the plan names whose marks count, which a
 * person decided before the outcomes, and the flagged one is not among those and taught the candidate nothing.
 */
async function findingsOfMarks(
  open: OpenStudy,
  { heldOutReviewers }: AnswerGatePlan,
  training: TrainingRecord | null,
): Promise<readonly DataFinding[]> {
  const { study, seed } = await judgedStudyAt(open)
  const taught = training?.reviewerSha256s ?? null
  return panelFindings(
    preferencesOfStudy(study).preferences,
    study,
    seed,
    (reviewer) =>
      typeof heldOutReviewers !== 'string' &&
      !heldOutReviewers.includes(reviewer) &&
      !(taught?.includes(reviewerSha256(reviewer)) ?? false),
  )
}

async function itemsOf({ store, record }: OpenStudy): Promise<GateItem[]> {
  const items: GateItem[] = []
  for await (const page of readItems(store, record))
    for (const { key, text, strata } of page) items.push({ key, text, strata: ownStrata(strata) })
  return items
}

async function marksOf({ store, record }: OpenStudy): Promise<GateMark[]> {
  const marks: GateMark[] = []
  for await (const page of readJudgments(store, record))
    for (const { role, ...mark } of page) if (role === 'study') marks.push(mark)
  return marks
}

/** Both orders of each pair joined; a pair that was read in one order only says nothing. */
async function machineOf({ store, record }: OpenStudy): Promise<MachinePreference[]> {
  const pairs = new Map<string, PreferenceMark[]>()
  for await (const page of readMarks(store, record, 'pairwise'))
    for (const mark of page) {
      if (mark.replicateA !== 0 || mark.replicateB !== 0 || mark.preferred === null) continue
      const key = JSON.stringify([mark.item, mark.axis, mark.armA, mark.armB, mark.judge])
      pairs.set(key, [...(pairs.get(key) ?? []), mark])
    }
  return [...pairs.values()].flatMap((marks) => {
    const order = (side: 'a' | 'b') => marks.find(({ firstSide }) => firstSide === side)
    const [one, other] = [order('a'), order('b')]
    if (one?.preferred == null || other?.preferred == null) return []
    const outcome = joinOrders({ aFirst: { verdict: one.preferred }, bFirst: { verdict: other.preferred } })
    const { item, axis, armA, armB } = one
    return 'failure' in outcome ? [] : [{ item, axis, armA, armB, value: outcome.value }]
  })
}

async function answersOf({ store, record }: OpenStudy): Promise<GateAnswer[]> {
  const seconds = await readCallSeconds(store, record)
  const answers: GateAnswer[] = []
  for await (const page of readAnswerStates(store, record))
    for (const { item, arm, replicate, status } of page)
      if (replicate === 0)
        answers.push({ item, arm, status, seconds: seconds.get(JSON.stringify([item, arm])) ?? null })
  return answers
}

function scaleOf({ axes }: Plan, axis: string): readonly [number, number] | null {
  const scale = axes.find(({ id }) => id === axis)?.scale
  if (scale?.kind === 'ordinal') return [scale.min, scale.max]
  return scale?.kind === 'binary' ? [0, 1] : null
}

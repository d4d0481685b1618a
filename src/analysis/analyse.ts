import { canonicalHash } from '../protocol/hash.ts'
import type { Lock } from '../protocol/lock.ts'
import type { Plan } from '../protocol/plan.ts'
import type { ProtocolDocument } from '../protocol/schema-v1.ts'
import { type ComputeReplicates, replicatesHere } from './compute-replicates.ts'
import { type PracticeTable, practiceCoverage } from './coverage/study-coverage.ts'
import { studyFactorial } from './factorial/study-factorial.ts'
import { lookDeviations, lookRecord, type ReviewLooks, withEarlierLooks } from './looks/look-record.ts'
import { finalTimes } from './looks/look-times.ts'
import { answerStatuses } from './marks/answer-status.ts'
import { dataHash } from './marks/data-hash.ts'
import type { AnswerRow, ItemRow } from './marks/mark-row.ts'
import type { MarkTable } from './marks/mark-table.ts'
import { deviations, machineMarksBefore, planState } from './plan-state.ts'
import type { Results } from './results-schema.ts'
import { AbsoluteSection } from './sections/absolute-section.ts'
import { finishContrasts } from './sections/contrast-finish.ts'
import { withRenderingTables } from './sections/rendering-table.ts'
import {
  analyseSection,
  chosenBy,
  draftSection,
  type SectionSource,
  sectionSource,
} from './sections/section.ts'
import { bootstrapSections } from './sections/section-bootstrap.ts'
import { strataOf } from './sections/section-strata.ts'
import { marksOutsidePlan, type SectionRows, sectionsOf } from './sections/sections.ts'
import { studyRemarks } from './study-remarks.ts'
import { hypothesisSource } from './verdicts/hypothesis-source.ts'
import { verdicts } from './verdicts/verdicts.ts'

/** A study as plain data: what the analysis needs of it, wherever it was kept. */
export interface StudyData {
  readonly marks: MarkTable
  readonly answers: readonly AnswerRow[]
  readonly items: readonly ItemRow[]
  readonly imports: Results['data']['imports']
  readonly collection: Results['data']['collection']
  readonly flow: Results['data']['flow']
  readonly secondChecks: Results['data']['secondChecks']
  /** When the first outcome mark was made, ISO 8601; null where no mark says. */
  readonly firstMarkAt: string | null
  /** When a machine first marked an answer of the study, ISO 8601; null where none did. */
  readonly firstMachineMarkAt: string | null
}

export interface AnalysisRequest {
  readonly data: StudyData
  /** The plan that the verdicts answer: the locked one, or the protocol's where nothing was locked. */
  readonly plan: Plan
  /** The protocol as it is written now, to find what changed since the lock. */
  readonly writtenNow: ProtocolDocument
  /** All locks of the study, oldest first. */
  readonly locks: readonly Lock[]
  /** Number of the look, from 1 to the number of planned looks. */
  readonly look: number
  /** Looks of a review by people, of which this analysis is the last; left out where marks came from elsewhere. */
  readonly reviewLooks?: ReviewLooks
  readonly softwareVersion: string
  /** The mix of practice, and the stratum of the items that is read by it. Results say nothing of it when left out. */
  readonly practice?: { readonly table: PracticeTable; readonly stratum: string }
  /** Computes the replicates of the bootstraps; in this thread when left out. */
  readonly computeReplicates?: ComputeReplicates
  /** Called after each finished step, with what is done of the whole; the bootstrap counts its own steps. */
  readonly onProgress?: (done: number, total: number, step: string) => void
}

/**
 * Analyses a study: the same request gives the same results, to the byte.
 */
export async function analyse(request: AnalysisRequest): Promise<Results> {
  const { data, plan, locks, reviewLooks } = request
  const { marks } = data
  const times = reviewLooks === undefined ? null : finalTimes(plan.looks, reviewLooks.taken, reviewLooks.end)
  const arms = plan.arms.map((arm) => ({ id: arm.id, code: marks.arms.indexOf(arm.id) }))
  const statuses = answerStatuses(marks, data.answers, plan)
  const strata = strataOf(plan, marks.items, new Map(data.items.map((item) => [item.key, item.strata])))
  const outside = marksOutsidePlan(marks, plan)
  const rows = sectionsOf(marks, plan)
  const sources = rows.map((section) => sectionSource(marks, section, statuses, plan))
  const drafts = sources.map((source) => draftSection(source, arms, plan))
  const steps = rows.length + 2
  const bootstraps = await bootstrapSections(
    rows,
    drafts,
    plan,
    request.computeReplicates ?? replicatesHere,
    (done, total) => request.onProgress?.(done, total, 'bootstrap'),
  )
  const sections = rows.map((section, index) => {
    const source = sources[index]
    const draft = drafts[index]
    if (source === undefined || draft === undefined) throw new RangeError('Every section has its marks.')
    const result = analyseSection(source, section, draft, bootstraps[index] ?? [], arms, strata, plan)
    request.onProgress?.(index + 2, steps, `${section.axis.id} ${section.rendering ?? ''}`.trim())
    return result
  })
  const decided = verdicts(
    plan.hypotheses.map((hypothesis) =>
      hypothesisSource(hypothesis, sourceOf(hypothesis.axis, hypothesis.rendering, rows, sources), strata),
    ),
    arms,
    plan,
    times ?? plan.looks,
    times?.information.length ?? request.look,
  )
  request.onProgress?.(steps, steps, 'verdicts')
  const state = planState(locks, { marks: marks.size, firstMarkAt: data.firstMarkAt })
  const lock = locks.at(-1)
  const reviewersIdentified = marks.size > 0 && marks.reviewer.every((reviewer) => reviewer >= 0)
  return {
    schemaVersion: 1,
    software: { name: 'equipoise', version: request.softwareVersion },
    study: { id: plan.id, title: plan.title, question: plan.question, sample: plan.sample },
    plan: {
      ...state,
      protocolHash: lock?.protocolHash ?? canonicalHash(request.writtenNow),
      lockVersion: lock?.version ?? null,
      arms: plan.arms.map(({ id, label, kind, knownWorse }) => ({ id, label, kind, knownWorse })),
      axes: plan.axes.map(({ id, label, question, form, primary, better, scale }) => ({
        id,
        label,
        question,
        form,
        primary,
        better,
        scale,
      })),
      renderings: plan.renderings.map((rendering) => ({ ...rendering })),
      refusalRule: plan.refusalRule,
      minimumActiveSeconds: plan.minimumActiveSeconds,
      look: {
        number: request.look,
        of: plan.looks.information.length,
        information: plan.looks.information[request.look - 1] ?? 1,
        spending: plan.looks.spending,
      },
      seed: plan.seed,
      resamples: plan.resamples,
      notes: [...plan.notes],
    },
    data: {
      hash: dataHash(marks, data.answers, data.items),
      items: new Set([...data.items.map((item) => item.key), ...marks.items]).size,
      reviewers: reviewersIdentified ? marks.reviewerCount : null,
      rows: marks.size,
      marks: sources.reduce((sum, source) => sum + source.given, 0),
      missingMarks: sources.reduce((sum, source) => sum + source.missingMarks, 0),
      refusals: sources.reduce(
        (sum, source) => sum + (source instanceof AbsoluteSection ? source.refusalRows : source.refusals),
        0,
      ),
      otherRoles: outside.otherRoles,
      underTimeFloor: sources.reduce((sum, source) => sum + source.underTimeFloor, 0),
      inExcludedRenderings: outside.inExcludedRenderings,
      imports: data.imports,
      coverage: statuses.coverage,
      collection: data.collection,
      flow: data.flow,
      secondChecks: data.secondChecks,
    },
    practice: practiceOf(request),
    factorial: studyFactorial(plan, rows, sources, arms, chosenBy(plan)),
    looks: reviewLooks === undefined || times === null ? null : lookRecord(plan, reviewLooks, times),
    deviations: [
      ...deviations(locks, request.writtenNow, outside.unplanned),
      ...(reviewLooks === undefined ? [] : lookDeviations(plan, reviewLooks, lock)),
    ],
    remarks: [
      ...studyRemarks(plan, marks, sources, reviewersIdentified),
      ...machineMarksBefore(lock, data.firstMachineMarkAt),
    ],
    verdicts: reviewLooks === undefined ? decided : decided.map((one) => withEarlierLooks(one, reviewLooks)),
    sections: withRenderingTables(finishContrasts(sections, plan), plan),
  }
}

/** Null where the items say nothing of their tasks: most studies that bring in marks alone. */
function practiceOf({ data, plan, practice }: AnalysisRequest): Results['practice'] {
  if (practice === undefined) return null
  const { table, stratum } = practice
  const known = data.items.some(({ strata }) => table.taskOf(strata[stratum] ?? '') !== null)
  return known ? practiceCoverage({ plan, items: data.items, stratum, practice: table, data }) : null
}

function sourceOf(
  axis: string,
  rendering: string | null,
  rows: readonly SectionRows[],
  sources: readonly SectionSource[],
): SectionSource {
  const index = rows.findIndex((section) => section.axis.id === axis && section.rendering === rendering)
  const source = sources[index]
  if (source === undefined)
    throw new RangeError(`No section has axis ${axis} and rendering ${rendering ?? 'all'}.`)
  return source
}

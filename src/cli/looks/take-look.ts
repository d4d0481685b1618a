import type { StudyData } from '../../analysis/analyse.ts'
import { lookOutcomes } from '../../analysis/looks/look-outcomes.ts'
import { interimTimes } from '../../analysis/looks/look-times.ts'
import { dataHash } from '../../analysis/marks/data-hash.ts'
import type { MarkRow } from '../../analysis/marks/mark-row.ts'
import { problem } from '../../problem.ts'
import type { Lock } from '../../protocol/lock.ts'
import { lookSections } from '../../protocol/looks/look-sections.ts'
import { nextLook } from '../../protocol/looks/next-look.ts'
import type { MarksOnRecord, TakenLook } from '../../protocol/looks/taken-look.ts'
import { informationOf } from '../../protocol/looks/taken-look.ts'
import type { Plan } from '../../protocol/plan.ts'
import { count, counted } from '../../report/format.ts'
import { reviewerAxes } from '../../review/marks/reviewer-axes.ts'
import { readStudyTotals } from '../../store/reading/study-totals.ts'
import { leftOutSoFar, readLeftOut } from '../../store/review/left-out.ts'
import { readLookMarks } from '../../store/review/look-marks.ts'
import { type NewLook, notBlind, readLooks, recordLook } from '../../store/review/looks.ts'
import { readBlindness } from '../../store/review/unblind.ts'
import { readSnapshot } from '../../store/snapshot.ts'
import { studyDataOf } from '../load-study-data.ts'
import type { OpenStudy } from '../open-study.ts'
import { protocolOfReview } from '../review/protocol-of-review.ts'
import type { Terminal } from '../terminal.ts'

/** Who takes a look, and why. */
export interface LookRequest {
  /** Pseudonym. */
  readonly person: string
  readonly reason: string
}

/**
 * Takes the look that is due: reads the study as of one moment, finds which boundaries are crossed, and puts the look on
 * record before anything is told of it. Reviewers go on meanwhile; marks that come after that moment belong to later looks.
 *
 * @throws ProblemError LOOK_EARLY, LOOK_LATE, LOOK_NONE, LOOK_TAKEN, LOOK_MIXED, REVIEW_NOT_OPEN or REVIEW_UNBLINDED.
 */
export async function takeLook(
  study: OpenStudy,
  plan: Plan,
  lock: Lock,
  { person, reason }: LookRequest,
  terminal: Terminal,
): Promise<void> {
  const look = await readSnapshot(study.store, async (store): Promise<NewLook> => {
    const seen = { ...study, store }
    await expectBlindReview(seen)
    const taken = await readLooks(store, study.record)
    const present = await readLookMarks(store, study.record, lookSections(plan), plan.minimumActiveSeconds)
    const number = dueNumber(plan, taken, present)
    const data = await dataOfLook(seen, present, terminal)
    return {
      number,
      person,
      reason,
      ...present,
      protocolHash: lock.protocolHash,
      dataHash: dataHash(data.marks, data.answers, data.items),
      outcomes: lookOutcomes(data, plan, interimTimes(plan.looks, taken, present)),
    }
  })
  await recordLook(study.store, study.record, look)
}

async function expectBlindReview({ store, record }: OpenStudy): Promise<void> {
  const { state } = await readBlindness(store, record)
  if (state === 'no-review') {
    throw problem(
      'REVIEW_NOT_OPEN',
      'A planned look is taken at an open review, and the study has none.',
      'Open it with `equipoise review open`. A study of imported marks is analysed with `equipoise analyse --look`.',
    )
  }
  if (state === 'unblinded') throw notBlind()
  const { importedMarks } = await readStudyTotals(store, record)
  if (importedMarks > 0) {
    throw problem(
      'LOOK_MIXED',
      'Marks from elsewhere were imported beside the review, so the share of the planned marks is not known.',
      'Analyse the study once, at the end.',
      { value: counted(importedMarks, 'imported mark') },
    )
  }
}

function dueNumber(plan: Plan, taken: readonly TakenLook[], present: MarksOnRecord): number {
  const next = nextLook(plan.looks, taken, present)
  const looks = plan.looks.information.length
  switch (next.state) {
    case 'due':
      return next.number
    case 'waiting':
      throw problem(
        'LOOK_EARLY',
        `Look ${next.number} is planned at a larger share of the marks than there is.`,
        'Wait for more marks; the study page says when the look is due.',
        {
          value: counted(present.marks, 'mark'),
          expected: `at least ${count(next.needed)} of ${count(present.due)}`,
        },
      )
    case 'complete':
      throw problem(
        'LOOK_LATE',
        'All marks are there, so that only the last look is left.',
        'Unblind the study with `equipoise unblind`, then analyse it.',
        { value: `${count(present.marks)} of ${counted(present.due, 'mark')}` },
      )
    case 'none':
      throw problem(
        'LOOK_NONE',
        looks === 1
          ? 'The locked plan has one look, at the end.'
          : present.due === 0
            ? 'No hypothesis asks about the marks of this review.'
            : 'Every look that is planned before the last one was taken.',
        'Unblind the study with `equipoise unblind` when it is marked, then analyse it.',
        { value: `${looks} planned, ${taken.length} taken` },
      )
  }
}

/** The marks of the study, and those that nobody could make because an answer was refused or failed. */
async function dataOfLook(study: OpenStudy, present: MarksOnRecord, terminal: Terminal): Promise<StudyData> {
  const { store, record } = study
  const protocol = await protocolOfReview(study)
  const leftOut = leftOutSoFar(await readLeftOut(store.database, record), informationOf(present))
  const marks = leftOut.flatMap(({ item, form, rubric, rendering, armA, armB, reviewer }) =>
    reviewerAxes(protocol, form, rubric).map(
      ({ id }): MarkRow => ({
        item,
        axis: id,
        rendering,
        reviewer,
        armA,
        armB,
        value: null,
        strength: null,
        side: null,
        activeSeconds: null,
        role: 'study',
      }),
    ),
  )
  return studyDataOf(study, terminal, marks)
}

import { availableParallelism } from 'node:os'
import { type AnalysisRequest, analyse } from '../../analysis/analyse.ts'
import { blindRequest, blindResults } from '../../analysis/blind/blind-request.ts'
import type { ReviewLooks } from '../../analysis/looks/look-record.ts'
import { replicatesInWorkers } from '../../analysis/replicates-in-workers.ts'
import type { Results } from '../../analysis/results-schema.ts'
import { publishedPractice, usualTaskStratum } from '../../items/practice-table.ts'
import { problem } from '../../problem.ts'
import { lookSections } from '../../protocol/looks/look-sections.ts'
import type { Plan } from '../../protocol/plan.ts'
import { armLetters } from '../../review/people/arm-letters.ts'
import { mayCountByLetter } from '../../review/people/counts-by-letter.ts'
import { readLookMarks } from '../../store/review/look-marks.ts'
import { readLooks } from '../../store/review/looks.ts'
import { readTasksOfArms } from '../../store/review/mark-counts.ts'
import { readBlindness } from '../../store/review/unblind.ts'
import { loadStudyData } from '../load-study-data.ts'
import type { OpenStudy } from '../open-study.ts'
import { protocolOfReview } from '../review/protocol-of-review.ts'
import { shownPath } from '../study-folder.ts'
import { verifiedLocks } from '../study-locks.ts'
import type { Terminal } from '../terminal.ts'
import { softwareVersion } from '../version.ts'
import { planInForce } from './locked-plan.ts'

export interface ResultsOptions {
  readonly look?: number | undefined
  /** Threads of the bootstrap; all cores when left out. */
  readonly workers?: number | undefined
}

/** Analyses a study by its locked plan; while it is blind, the arms have letters. */
export async function studyResults(
  study: OpenStudy,
  options: ResultsOptions,
  terminal: Terminal,
): Promise<Results> {
  const locks = await verifiedLocks(study)
  const plan = planInForce(study, locks)
  const looks = plan.looks.information.length
  const look = options.look ?? looks
  if (!(Number.isInteger(look) && look >= 1 && look <= looks)) {
    throw problem('LOOK_UNPLANNED', 'The plan has no such look.', 'Choose a planned one.', {
      place: { field: '--look' },
      value: String(look),
      expected: looks === 1 ? '1' : `1 to ${looks}`,
    })
  }
  const data = await loadStudyData(study, terminal)
  if (data.marks.size === 0) {
    throw problem('STUDY_NO_MARKS', 'The study has no marks yet.', 'Bring them in with `equipoise import`.', {
      place: { file: shownPath(study.folder.path) },
    })
  }
  const { store, record } = study
  const blindness = await readBlindness(store, record)
  const reviewLooks = blindness.state === 'unblinded' ? await looksOf(study, plan) : null
  if (reviewLooks !== null && look < looks) throw reviewIsOver(look, looks, reviewLooks)
  const request: AnalysisRequest = {
    data,
    plan,
    writtenNow: study.protocol.document,
    locks,
    look,
    softwareVersion,
    practice: { table: publishedPractice(), stratum: usualTaskStratum },
    computeReplicates: replicatesInWorkers({ workers: options.workers ?? availableParallelism() }),
    onProgress: (done, total, step) => terminal.progress(`analysing ${step}`, done, total),
    ...(reviewLooks === null ? {} : { reviewLooks }),
  }
  if (blindness.state !== 'blind') return analyse(request)
  const arms = (await protocolOfReview(study)).plan.arms.map(({ id }) => id)
  const byLetter = mayCountByLetter(arms, await readTasksOfArms(store, record))
  const letters = armLetters(arms, blindness.secret)
  return blindResults(await analyse(blindRequest(request, letters)), byLetter)
}

/** Looks at a review that is closed: those on record, and the marks that the last one has. */
async function looksOf({ store, record }: OpenStudy, plan: Plan): Promise<ReviewLooks> {
  return {
    taken: await readLooks(store, record),
    end: await readLookMarks(store, record, lookSections(plan), plan.minimumActiveSeconds),
  }
}

function reviewIsOver(look: number, looks: number, { taken }: ReviewLooks): Error {
  const record = taken.find(({ number }) => number === look)
  return problem(
    'LOOK_OVER',
    record === undefined
      ? 'The look was not taken while the study was blind, and all marks are known now.'
      : 'The look was taken while the study was blind, on the marks of that day; what it said is on record.',
    record === undefined
      ? 'Leave --look out: the last look spends what the looks before it have left.'
      : 'See it with `equipoise look --show`. Leave --look out for the last look.',
    {
      place: { field: '--look' },
      value: record === undefined ? String(look) : `${look}, taken ${record.at}`,
      expected: String(looks),
    },
  )
}

/** What a report says of the run that made it. */
export function presentRun() {
  return {
    software: `equipoise ${softwareVersion}`,
    createdAt: new Date().toISOString(),
    node: process.version,
  }
}

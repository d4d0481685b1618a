import { availableParallelism } from 'node:os'
import { type AnalysisRequest, analyse } from '../../analysis/analyse.ts'
import { blindRequest, blindResults } from '../../analysis/blind/blind-request.ts'
import { replicatesInWorkers } from '../../analysis/replicates-in-workers.ts'
import type { Results } from '../../analysis/results-schema.ts'
import { publishedPractice, usualTaskStratum } from '../../items/practice-table.ts'
import { problem } from '../../problem.ts'
import { parseProtocol } from '../../protocol/read.ts'
import { armLetters } from '../../review/people/arm-letters.ts'
import { readBlindness } from '../../store/review/unblind.ts'
import { loadStudyData } from '../load-study-data.ts'
import type { OpenStudy } from '../open-study.ts'
import { shownPath } from '../study-folder.ts'
import { verifiedLocks } from '../study-locks.ts'
import type { Terminal } from '../terminal.ts'
import { softwareVersion } from '../version.ts'

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
  const last = locks.at(-1) ?? null
  const plan =
    last === null
      ? study.protocol.plan
      : parseProtocol(last.protocol, (path) => ({
          file: shownPath(study.folder.lock),
          field: path.join('.'),
        })).plan
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
  const blindness = await readBlindness(study.store, study.record)
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
  }
  if (blindness.state !== 'blind') return analyse(request)
  const letters = armLetters(
    plan.arms.map(({ id }) => id),
    blindness.secret,
  )
  return blindResults(await analyse(blindRequest(request, letters)))
}

/** What a report says of the run that made it. */
export function presentRun() {
  return {
    software: `equipoise ${softwareVersion}`,
    createdAt: new Date().toISOString(),
    node: process.version,
  }
}

import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { type AnalysisRequest, analyse } from '../../analysis/analyse.ts'
import { blindRequest, blindResults } from '../../analysis/blind/blind-request.ts'
import { replicatesInWorkers } from '../../analysis/replicates-in-workers.ts'
import type { Results } from '../../analysis/results-schema.ts'
import { publishedPractice, usualTaskStratum } from '../../items/practice-table.ts'
import { problem } from '../../problem.ts'
import { parseProtocol } from '../../protocol/read.ts'
import { counted } from '../../report/format.ts'
import { reportFiles } from '../../report/report-files.ts'
import { armLetters } from '../../review/people/arm-letters.ts'
import { readBlindness } from '../../store/review/unblind.ts'
import { loadStudyData } from '../load-study-data.ts'
import { withStudy } from '../open-study.ts'
import { checkReportFolder } from '../report-folder.ts'
import type { CommandResult } from '../run-command.ts'
import { shownPath, studyFolder } from '../study-folder.ts'
import { verifiedLocks } from '../study-locks.ts'
import type { Terminal } from '../terminal.ts'
import { softwareVersion } from '../version.ts'
import { writeFolderWhole } from '../whole-files.ts'

export interface AnalyseOptions {
  readonly study: string
  readonly out?: string | undefined
  readonly look?: number | undefined
  /** Threads of the bootstrap; all cores when left out. */
  readonly workers?: number | undefined
}

/** Analyses a study by its locked plan and writes the report. */
export function analyseStudy(options: AnalyseOptions, terminal: Terminal): Promise<CommandResult> {
  return withStudy(studyFolder(options.study), terminal, async (study) => {
    const folder = options.out ?? study.folder.report
    await checkReportFolder(folder)
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
      throw problem(
        'STUDY_NO_MARKS',
        'The study has no marks yet.',
        'Bring them in with `equipoise import`.',
        {
          place: { file: shownPath(study.folder.path) },
        },
      )
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
    const results =
      blindness.state === 'blind'
        ? blindResults(
            await analyse(
              blindRequest(
                request,
                armLetters(
                  plan.arms.map(({ id }) => id),
                  blindness.secret,
                ),
              ),
            ),
          )
        : await analyse(request)
    const run = {
      software: `equipoise ${softwareVersion}`,
      createdAt: new Date().toISOString(),
      node: process.version,
    }
    await writeFolderWhole(folder, reportFiles(results, run))
    return analyseResult(results, folder)
  })
}

function analyseResult(results: Results, folder: string): CommandResult {
  const report = join(folder, 'report.html')
  return {
    json: {
      report,
      results: join(folder, 'results.json'),
      plan: results.plan.sentence,
      verdicts: results.verdicts.map(({ hypothesis, verdict, headline }) => ({
        hypothesis: hypothesis.id,
        verdict,
        headline,
      })),
      deviations: results.deviations,
      remarks: results.remarks,
    },
    lines: [
      ...(results.study.sample ? ['SAMPLE: simulated marks, evidence about nothing.', ''] : []),
      ...results.verdicts.flatMap(({ verdict, headline }) => [`${verdict.toUpperCase()}  ${headline}`, '']),
      results.plan.sentence,
      ...(results.deviations.length === 0
        ? []
        : [
            `${counted(results.deviations.length, 'deviation')}:`,
            ...results.deviations.map(({ place, description }) => `  ${place}: ${description}`),
          ]),
      `Report: ${shownPath(report)}`,
    ],
  }
}

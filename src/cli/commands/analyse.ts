import { join } from 'node:path'
import type { Results, Section } from '../../analysis/results-schema.ts'
import { trialReportFiles } from '../../report/assisted/trial-files.ts'
import { count, counted } from '../../report/format.ts'
import { reportFiles } from '../../report/report-files.ts'
import { deviationLines } from '../analysis/deviation-lines.ts'
import { presentRun, studyResults } from '../analysis/study-results.ts'
import { trialResult } from '../analysis/trial-lines.ts'
import { trialPlan, trialResults } from '../analysis/trial-results.ts'
import { withStudy } from '../open-study.ts'
import { checkReportFolder } from '../report-folder.ts'
import type { CommandResult } from '../run-command.ts'
import { shownPath, studyFolder } from '../study-folder.ts'
import type { Terminal } from '../terminal.ts'
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
    const trial = await trialPlan(study)
    if (trial !== null) {
      const told = await trialResults(study, trial)
      await writeFolderWhole(folder, trialReportFiles(told, presentRun()))
      return trialResult(told, folder)
    }
    const results = await studyResults(study, options, terminal)
    await writeFolderWhole(folder, reportFiles(results, presentRun()))
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
      marks: results.sections.map(({ axis, rendering, marks, missingMarks, questions, reviewers }) => ({
        axis,
        rendering,
        given: marks,
        missing: missingMarks,
        questions,
        reviewers,
      })),
    },
    lines: [
      ...(results.study.sample ? ['SAMPLE: simulated marks, evidence about nothing.', ''] : []),
      ...results.verdicts.flatMap(({ verdict, headline }) => [`${verdict.toUpperCase()}  ${headline}`, '']),
      // Without a verdict and a deviation, what is left to be said stands among the remarks and the counts.
      ...(results.verdicts.length === 0 ? [...results.remarks, ...results.sections.map(countLine)] : []),
      results.plan.sentence,
      ...deviationLines(results.deviations),
      `Report: ${shownPath(report)}`,
    ],
  }
}

/** How many marks an axis has, of all systems together. */
function countLine({ axis, rendering, marks, missingMarks, questions, reviewers }: Section): string {
  const by = reviewers === null ? '' : ` by ${counted(reviewers, 'reviewer')}`
  return `  ${axis}${rendering === null ? '' : `, ${rendering}`}: ${counted(marks, 'mark')} of ${counted(questions, 'question')}${by}, ${count(missingMarks)} missing.`
}

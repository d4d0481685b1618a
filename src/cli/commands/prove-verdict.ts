import type { Verdict } from '../../analysis/results-schema.ts'
import { parityHypothesis, parityNames } from '../../learning/prove/parity-protocol.ts'
import { problem } from '../../problem.ts'
import { decimal } from '../../report/format.ts'
import { reportFiles } from '../../report/report-files.ts'
import { presentRun, studyResults } from '../analysis/study-results.ts'
import { withStudy } from '../open-study.ts'
import { checkReportFolder } from '../report-folder.ts'
import { type CommandResult, exitCodes } from '../run-command.ts'
import { shownPath, studyFolder } from '../study-folder.ts'
import type { Terminal } from '../terminal.ts'
import { writeFolderWhole } from '../whole-files.ts'

/**
 * The verdict on parity of a study that `prove` made: that of `analyse`, whose report it writes, in words and as an exit code.
 * Only a verdict that says so is parity; everything else, and an interval that is too wide, is not.
 */
export function parityVerdict(
  options: { readonly study: string },
  terminal: Terminal,
): Promise<CommandResult> {
  return withStudy(studyFolder(options.study), terminal, async (study) => {
    const { report } = study.folder
    await checkReportFolder(report)
    if (parityHypothesis(study.protocol.plan) === null) {
      throw problem(
        'PROVE_NO_PARITY',
        `The protocol has no hypothesis of equivalence named ${parityNames.hypothesis}.`,
        'Read the verdicts with `equipoise analyse`, or make a study of parity with `equipoise prove`.',
        { place: { file: shownPath(study.folder.protocol), field: 'hypotheses' } },
      )
    }
    const results = await studyResults(study, {}, terminal)
    const verdict = results.verdicts.find(({ hypothesis }) => hypothesis.id === parityNames.hypothesis)
    if (verdict === undefined) {
      throw problem(
        'PROVE_BLIND',
        'The study is blind still, so its hypothesis is not answered.',
        'End the review with `equipoise unblind` first.',
        { place: { file: shownPath(study.folder.path) } },
      )
    }
    await writeFolderWhole(report, reportFiles(results, presentRun()))
    return result(verdict, results.plan.sentence, results.deviations.length, report)
  })
}

function result(verdict: Verdict, plan: string, deviations: number, report: string): CommandResult {
  const parity = verdict.verdict === 'equivalent'
  const { smallestProvableMargin } = verdict
  return {
    json: {
      parity,
      verdict: verdict.verdict,
      headline: verdict.headline,
      estimate: verdict.estimate.estimate,
      interval: verdict.interval,
      margin: verdict.hypothesis.margin,
      smallestProvableMargin,
      assaySensitivity: verdict.assaySensitivity,
      comparisons: verdict.estimate.n,
      questions: verdict.estimate.nQuestions,
      reviewers: verdict.estimate.nReviewers,
      remarks: verdict.remarks,
      plan,
      deviations,
      report,
    },
    lines: [
      `${parity ? 'PARITY' : 'NO PARITY'}: ${verdict.verdict}. ${verdict.headline}`,
      ...(smallestProvableMargin === null
        ? []
        : [
            `Smallest margin that these marks can prove: ${decimal(smallestProvableMargin * 50, 1)} points of win rate.`,
          ]),
      ...verdict.remarks,
      plan,
      ...(deviations === 0
        ? []
        : [`Differences from the locked plan: ${deviations}; the report lists them.`]),
      `Report: ${shownPath(report)}`,
    ],
    exitCode: parity ? exitCodes.done : exitCodes.problem,
  }
}

import { problemSentence } from '../../problem.ts'
import { agreementLines } from '../../report/assisted/allocation-words.ts'
import type { OpenStudy } from '../open-study.ts'
import { type CommandResult, exitCodes } from '../run-command.ts'
import { auditAllocations } from './audit-allocations.ts'
import { neverOpened } from './trial-protocol.ts'

const problemsShown = 20

/**
 * Computes every allocation of a trial anew from its secret and compares it with the record and with the log. While the trial is open
 * no arm is told: how many agree, and where the first is that does not.
 *
 * @throws ProblemError TRIAL_NOT_ASSISTED, TRIAL_NOT_OPEN where it was never opened.
 */
export async function verifyTrial(study: OpenStudy): Promise<CommandResult> {
  const audit = await auditAllocations(study)
  if (audit === null) throw neverOpened(study)
  const { open, lists, opening, problems } = audit
  const more = problems.length - problemsShown
  return {
    json: { open, lists, problems },
    exitCode: problems.length === 0 ? exitCodes.done : exitCodes.problem,
    lines: [
      ...agreementLines(lists),
      ...(opening ? ['The secret is the one whose hash the log has since the opening.'] : []),
      ...problems.slice(0, problemsShown).map(problemSentence),
      ...(more > 0 ? [`and ${more} more; --json prints all of them.`] : []),
      ...(open ? ['The trial is open: which arm is found or expected is told once it is closed.'] : []),
    ],
  }
}

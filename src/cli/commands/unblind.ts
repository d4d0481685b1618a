import { counted } from '../../report/format.ts'
import { reviewerAxes } from '../../review/marks/reviewer-axes.ts'
import { checkedReason } from '../../review/people/words-of-people.ts'
import { unblind } from '../../store/review/unblind.ts'
import { withStudy } from '../open-study.ts'
import { namedOwner } from '../review/named-owner.ts'
import { protocolOfReview } from '../review/protocol-of-review.ts'
import type { CommandResult } from '../run-command.ts'
import { studyFolder } from '../study-folder.ts'
import type { Terminal } from '../terminal.ts'

export interface UnblindOptions {
  readonly study: string
  readonly by: string
  readonly reason: string
}

/** Ends the review: marks can no longer be changed, and results name the arms. */
export function unblindStudy(options: UnblindOptions, terminal: Terminal): Promise<CommandResult> {
  return withStudy(studyFolder(options.study), terminal, async (study) => {
    const { store, record } = study
    const protocol = await protocolOfReview(study)
    const reason = checkedReason(options.reason, '--reason')
    const owner = await namedOwner(study, options.by, 'unblind it')
    const { openUnits, withoutMark } = await unblind(store, record, owner, reason, (form, rubric) =>
      reviewerAxes(protocol, form, rubric).map(({ id }) => id),
    )
    return {
      json: { unblinded: true, by: owner, openUnits, withoutMark },
      lines: [
        'Unblinded. The review is closed, and results name the arms from now on.',
        ...(openUnits === 0
          ? []
          : [
              `${counted(openUnits, 'review was', 'reviews were')} begun and not finished; the marks count as far as they go.`,
            ]),
        ...(withoutMark === 0
          ? []
          : [
              `${withoutMark} comparisons or marks that could not be made, because an answer was refused or failed, are decided by the refusal rule.`,
            ]),
        'The reason, the person and the time are in the audit log.',
      ],
    }
  })
}

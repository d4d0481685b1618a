import { problem } from '../../problem.ts'
import { reviewerAxes } from '../../review/marks/reviewer-axes.ts'
import { readMembers } from '../../store/people/people.ts'
import { unblind } from '../../store/review/unblind.ts'
import { withStudy } from '../open-study.ts'
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
  return withStudy(studyFolder(options.study), terminal, async ({ store, record, protocol }) => {
    const owners = (await readMembers(store, record)).filter(({ role }) => role === 'owner')
    const owner = owners.find(({ name, person }) => name === options.by || person === options.by)
    if (owner === undefined) {
      throw problem('ROLE_OTHER', 'Only an owner of the study may unblind it.', 'Name an owner.', {
        place: { field: '--by' },
        value: options.by,
        expected: owners.map(({ name }) => name ?? '(deleted)').join(', ') || 'somebody invited as owner',
      })
    }
    const { openUnits, withoutMark } = await unblind(
      store,
      record,
      owner.person,
      options.reason,
      (form, rubric) => reviewerAxes(protocol, form, rubric).map(({ id }) => id),
    )
    return {
      json: { unblinded: true, by: owner.person, openUnits, withoutMark },
      lines: [
        'Unblinded. The review is closed, and results name the arms from now on.',
        ...(openUnits === 0
          ? []
          : [
              `${openUnits} questions had been begun and were not finished; their marks count as far as they go.`,
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

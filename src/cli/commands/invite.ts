import { problem } from '../../problem.ts'
import type { Role } from '../../review/people/role.ts'
import { invite } from '../../store/people/people.ts'
import { withStudy } from '../open-study.ts'
import type { CommandResult } from '../run-command.ts'
import { studyFolder } from '../study-folder.ts'
import type { Terminal } from '../terminal.ts'

export interface InviteOptions {
  readonly study: string
  readonly role: Role
  readonly email?: string
  readonly specialties?: readonly string[]
  readonly uses?: readonly string[]
  readonly paidBy?: readonly string[]
  readonly hours: number
  readonly at: string
}

/** Gives a person a role and prints the link that opens once. */
export function invitePerson(
  name: string,
  options: InviteOptions,
  terminal: Terminal,
): Promise<CommandResult> {
  return withStudy(studyFolder(options.study), terminal, async (study) => {
    const arms = study.protocol.plan.arms.map(({ id }) => id)
    for (const [field, list] of [
      ['--uses', options.uses ?? []],
      ['--paid-by', options.paidBy ?? []],
    ] as const) {
      const unknown = list.find((arm) => !arms.includes(arm))
      if (unknown === undefined) continue
      throw problem('ARM_UNKNOWN', 'The protocol has no such arm.', 'Name arms by their ids.', {
        place: { field },
        value: unknown,
        expected: arms.join(', '),
      })
    }
    const { person, token, expiresAt } = await invite(
      study.store,
      study.record,
      {
        name,
        role: options.role,
        email: options.email,
        profile: {
          specialties: [...(options.specialties ?? [])],
          uses: [...(options.uses ?? [])],
          paidBy: [...(options.paidBy ?? [])],
        },
      },
      null,
      options.hours,
    )
    const link = `${options.at.replace(/\/$/, '')}/r/${token}`
    return {
      json: { person, role: options.role, link, expiresAt },
      lines: [
        `${name} may enter as ${options.role} by this link, once, until ${expiresAt}:`,
        link,
        'It is shown here only. Whoever has it is taken for this person.',
      ],
    }
  })
}

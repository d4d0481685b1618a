import type { Role } from '../../review/people/role.ts'
import { invitePerson } from '../../server/people/invite-person.ts'
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
  readonly at?: string
}

const usualAddress = 'http://127.0.0.1:4114'

/** Gives a person a role and prints the link that opens once. */
export function inviteSomebody(
  given: string,
  options: InviteOptions,
  terminal: Terminal,
): Promise<CommandResult> {
  return withStudy(studyFolder(options.study), terminal, async (study) => {
    const { person, token, expiresAt, remarks, name } = await invitePerson(
      { store: study.store, study: study.record, arms: study.protocol.plan.arms.map(({ id }) => id) },
      {
        name: given,
        role: options.role,
        email: options.email,
        profile: {
          specialties: options.specialties,
          uses: options.uses,
          paidBy: options.paidBy,
        },
        hours: options.hours,
      },
      null,
    )
    const link = `${(options.at ?? usualAddress).replace(/\/$/, '')}/r/${token}`
    return {
      json: { person, role: options.role, link, expiresAt, remarks },
      lines: [
        `${name} may enter as ${options.role} by this link, once, until ${expiresAt}:`,
        link,
        ...(options.at === undefined
          ? [
              `It is for a server at ${usualAddress}, where \`equipoise serve\` listens if nothing else is said. For another one, tell its address with --at.`,
            ]
          : []),
        ...remarks,
        'It is shown here only. Whoever has it is taken for this person.',
      ],
    }
  })
}

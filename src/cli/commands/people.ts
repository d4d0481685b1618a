import { problem } from '../../problem.ts'
import { findPerson } from '../../store/people/find-person.ts'
import { deletePerson, type Member, readMembers, revoke, unknownPerson } from '../../store/people/people.ts'
import { withStudy } from '../open-study.ts'
import type { CommandResult } from '../run-command.ts'
import { studyFolder } from '../study-folder.ts'
import { tableLines } from '../table-lines.ts'
import type { Terminal } from '../terminal.ts'

export interface PeopleOptions {
  readonly study: string
  readonly revoke?: boolean
  readonly delete?: boolean
}

/** Lists the people of a study, or takes a role back, or deletes what is known of a person. */
export function peopleCommand(
  name: string | undefined,
  options: PeopleOptions,
  terminal: Terminal,
): Promise<CommandResult> {
  const changes = options.revoke === true || options.delete === true
  if (changes && name === undefined) {
    throw problem('PERSON_MISSING', 'Nobody is named.', 'Name the person, or their pseudonym.', {
      place: { field: options.delete === true ? '--delete' : '--revoke' },
    })
  }
  return withStudy(studyFolder(options.study), terminal, async ({ store, record }) => {
    if (!changes || name === undefined) {
      const members = await readMembers(store, record)
      return listed(
        name === undefined ? members : members.filter((one) => one.name === name || one.person === name),
      )
    }
    const person = await findPerson(store, record, name)
    if (person === null) throw unknownPerson(name)
    if (options.delete === true) {
      await deletePerson(store, record, person, null)
      return {
        json: { person, deleted: true },
        lines: [`Deleted all that tells who ${person} is. The marks stay under this pseudonym.`],
      }
    }
    const revoked = await revoke(store, record, person, null)
    return {
      json: { person, revoked },
      lines: [
        revoked
          ? 'The role is taken back, with open sessions and links. What the person did stays.'
          : 'The person had no role.',
      ],
    }
  })
}

function listed(members: readonly Member[]): CommandResult {
  return {
    json: { people: members },
    lines:
      members.length === 0
        ? ['Nobody has a role in this study. Invite people with `equipoise invite`.']
        : tableLines(
            ['name', 'role', 'since', 'pseudonym'],
            members.map(({ name, role, grantedAt, person }) => [
              name ?? '(deleted)',
              role,
              grantedAt.slice(0, 10),
              person,
            ]),
            ['left', 'left', 'left', 'left'],
          ),
  }
}

import { problem } from '../../problem.ts'
import { isParticipant } from '../../store/assisted/enrol.ts'
import { findPerson } from '../../store/people/find-person.ts'
import { deletePerson, type Member, readMembers, revoke, unknownPerson } from '../../store/people/people.ts'
import { withStudy } from '../open-study.ts'
import type { CommandResult } from '../run-command.ts'
import { studyFolder } from '../study-folder.ts'
import { tableLines } from '../table-lines.ts'
import type { Terminal } from '../terminal.ts'
import { codeOfLink, participantByCode } from '../trial/participant-link.ts'

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
    const code = codeOfLink(name)
    // Who tells their link is not to be joined to a pseudonym, by which the rest of the record goes.
    const shown = code === null ? name : null
    const person =
      code === null ? await findPerson(store, record, name) : await participantByCode(store, record, code)
    if (person === null) throw unknownPerson(name)
    const participant = await isParticipant(store, record, person)
    if (options.delete === true) {
      await deletePerson(store, record, person, null)
      return {
        json: { ...(shown === null ? {} : { person }), participant, deleted: true },
        lines: participant
          ? participantDeleted
          : [`Deleted all that tells who ${person} is. The marks stay under this pseudonym.`],
      }
    }
    if (participant) {
      throw problem(
        'PARTICIPANT_NO_ROLE',
        'A participant has no role that could be taken back.',
        'They withdraw on their own page; or have their words and decisions deleted with --delete.',
      )
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

/** As the consent promises, and no more. */
const participantDeleted = [
  'Deleted: what the participant wrote and was answered, conditions, decisions, and answers to forms. Their participation has ended, and their link opens nothing any more.',
  'Stays, without a name: the consent, which checks were passed, the number of the allocation with the answers it was drawn by, the cases, number and length of messages, costs, and an entry in the log.',
]

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

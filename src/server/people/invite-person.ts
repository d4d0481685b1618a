import { problem } from '../../problem.ts'
import type { Role } from '../../review/people/role.ts'
import { checkedEmail, checkedName, checkedSpecialties } from '../../review/people/words-of-people.ts'
import type { ChangedDetail, Declarations } from '../../store/people/declarations.ts'
import { type Invitation, invite } from '../../store/people/people.ts'
import { readBlindness } from '../../store/review/unblind.ts'
import type { Store } from '../../store/store.ts'

export interface WantedPerson {
  readonly name: string
  readonly role: Role
  readonly email?: string | undefined
  /** What is absent stays as the study knows it. */
  readonly profile: Declarations
  readonly hours: number
}

export interface InvitedPerson extends Pick<Invitation, 'person' | 'token' | 'expiresAt'> {
  readonly name: string
  /** What whoever invites should know: that the person was there, what changed, that it comes too late. */
  readonly remarks: readonly string[]
}

/**
 * Gives a person a role and a link, whoever asks for it at whichever front door.
 *
 * @param arms Ids of the arms of the protocol.
 * @param actor Pseudonym of who invites; null for the command line.
 * @throws ProblemError PERSON_NAME, PERSON_EMAIL, PERSON_SPECIALTY, ARM_UNKNOWN, PERSON_OTHER_ROLE.
 */
export async function invitePerson(
  {
    store,
    study,
    arms,
  }: {
    readonly store: Store
    readonly study: { readonly id: string }
    readonly arms: readonly string[]
  },
  wanted: WantedPerson,
  actor: string | null,
): Promise<InvitedPerson> {
  const name = checkedName(wanted.name)
  const { role } = wanted
  const { specialties, uses, paidBy } = wanted.profile
  const profile = {
    specialties: specialties === undefined ? undefined : checkedSpecialties(specialties),
    uses: uses === undefined ? undefined : knownArms(uses, arms, 'uses'),
    paidBy: paidBy === undefined ? undefined : knownArms(paidBy, arms, 'paidBy'),
  }
  const email = wanted.email === undefined ? undefined : checkedEmail(wanted.email)
  const invited = await invite(store, study, { name, role, email, profile }, actor, wanted.hours)
  const { state } = await readBlindness(store, study)
  return {
    name,
    person: invited.person,
    token: invited.token,
    expiresAt: invited.expiresAt,
    remarks: [
      ...(invited.present ? [`${name} was in the study as ${role} already; this is a further link.`] : []),
      ...(invited.endedLinks > 0 ? ['The older link, which nobody had used, opens nothing any more.'] : []),
      ...invited.changed.map(changeInWords),
      ...(state === 'unblinded' && role === 'reviewer'
        ? ['The study is unblinded: a reviewer finds nothing to mark any more.']
        : []),
    ],
  }
}

function knownArms(
  given: readonly string[],
  arms: readonly string[],
  field: 'uses' | 'paidBy',
): readonly string[] {
  const unknown = given.find((arm) => !arms.includes(arm))
  if (unknown === undefined) return [...new Set(given)]
  throw problem('ARM_UNKNOWN', 'The protocol has no such arm.', 'Name arms by their ids.', {
    place: { field },
    value: unknown,
    expected: arms.join(', '),
  })
}

const fieldWords = {
  email: 'E-mail',
  specialties: 'Specialties',
  uses: 'Uses at work',
  paidBy: 'Paid by the maker of',
} as const

function changeInWords({ field, before, now }: ChangedDetail): string {
  return `Changed. ${fieldWords[field]}: ${now || 'none'}; before: ${before || 'none'}.`
}

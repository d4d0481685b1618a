import { problem } from '../../problem.ts'
import { readMembers } from '../../store/people/people.ts'
import type { OpenStudy } from '../open-study.ts'

/**
 * Pseudonym of the owner who is named as the one who decides.
 *
 * @param what What only an owner may do, as in "unblind it".
 * @throws ProblemError ROLE_OTHER.
 */
export async function namedOwner({ store, record }: OpenStudy, by: string, what: string): Promise<string> {
  const owners = (await readMembers(store, record)).filter(({ role }) => role === 'owner')
  const owner = owners.find(({ name, person }) => name === by.trim() || person === by.trim())
  if (owner !== undefined) return owner.person
  throw problem(
    'ROLE_OTHER',
    `Only an owner of the study may ${what}.`,
    'Name an owner; `equipoise invite <name> --role owner` makes one.',
    {
      place: { field: '--by' },
      value: by,
      expected: owners.map(({ name }) => name ?? '(deleted)').join(', ') || 'somebody invited as owner',
    },
  )
}

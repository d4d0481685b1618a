import type { Study, StudyMember } from '../../../src/server/contract/study.ts'
import { CountsTable } from '../../house/counts-table.tsx'
import { dayAndTime } from '../../house/time-words.ts'
import { Outcome } from '../parts/outcome.tsx'
import type { StudyApi } from '../server/client.ts'
import { useAction } from '../state/use-action.ts'
import { InviteForm } from './invite-form.tsx'

interface Props {
  readonly study: Study
  readonly people: readonly StudyMember[]
  readonly api: StudyApi
  readonly refresh: () => void
}

const entryWords = {
  invited: 'link not used yet',
  expired: 'link not used, too old',
  entered: 'came in',
} as const

/** Who has a role, and the way to give one and to take it back. */
export function PeoplePart({ study, people, api, refresh }: Props) {
  const { state, run } = useAction(refresh)
  const takeBack = ({ person, name, role }: StudyMember) => {
    const who = name ?? 'this person'
    if (!confirm(`Take back the role of ${who}? Open sessions and links end at once; what was done stays.`))
      return
    void run(
      () => api.revoke(person),
      ({ revoked }) => (revoked ? `${who} is no ${role} any more.` : `${who} had no role.`),
    )
  }
  return (
    <>
      <CountsTable
        caption="People"
        head={['Name', 'Role', 'Since', 'Link', 'Change']}
        words={[1, 2, 3]}
        rows={people.map((member) => ({
          key: member.person,
          cells: [
            member.name ?? '(deleted)',
            member.role,
            dayAndTime(member.since),
            entryWords[member.entry],
            member.person === study.visitor.person ? (
              'you'
            ) : (
              <button
                type="button"
                aria-label={`Take back the role of ${member.name ?? 'this person'}`}
                disabled={state.kind === 'busy'}
                onClick={() => takeBack(member)}
              >
                Take back
              </button>
            ),
          ],
        }))}
      />
      <Outcome state={state} />
      <InviteForm arms={study.arms} assisted={study.assisted} api={api} refresh={refresh} />
    </>
  )
}

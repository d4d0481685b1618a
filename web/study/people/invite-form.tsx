import { type FormEvent, useState } from 'react'
import type { Invited, NewInvitation, StudyArm } from '../../../src/server/contract/study.ts'
import { Outcome } from '../parts/outcome.tsx'
import type { StudyApi } from '../server/client.ts'
import { useAction } from '../state/use-action.ts'
import { ArmChoice } from './arm-choice.tsx'
import { NewLink } from './new-link.tsx'

interface Props {
  readonly arms: readonly StudyArm[]
  /** Whether people take part, whose decisions are coded, and nobody marks. */
  readonly assisted: boolean
  readonly api: StudyApi
  readonly refresh: () => void
}

const nobody: NewInvitation = {
  name: '',
  role: 'reviewer',
  hours: 168,
}

interface RoleChoice {
  readonly id: NewInvitation['role']
  readonly words: string
}

const rolesOfReview: readonly RoleChoice[] = [
  { id: 'reviewer', words: 'Marks answers, sees no names of systems' },
  { id: 'capturer', words: 'Brings answers of products without an API' },
  { id: 'analyst', words: 'Sees counts, and outcomes once unblinded' },
  { id: 'owner', words: 'Runs the study: names, review, people, unblinding' },
]

const rolesOfTrial: readonly RoleChoice[] = [
  { id: 'reviewer', words: 'Codes what participants wrote, sees no arms' },
  { id: 'analyst', words: 'Sees counts, decides what coders disagree about' },
  { id: 'owner', words: 'Runs the trial, decides what coders disagree about' },
]

/** Gives somebody a role and a link to come in by. */
export function InviteForm({ arms, assisted, api, refresh }: Props) {
  const { state, run } = useAction(refresh)
  const roles = assisted ? rolesOfTrial : rolesOfReview
  const [wanted, setWanted] = useState(nobody)
  const [specialties, setSpecialties] = useState('')
  const [made, setMade] = useState<(Invited & { readonly name: string }) | null>(null)
  const change = (some: Partial<NewInvitation>) => setWanted((before) => ({ ...before, ...some }))
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const name = wanted.name.trim()
    const list = specialties
      .split(',')
      .map((one) => one.trim())
      .filter((one) => one !== '')
    const invited = await run(
      () => api.invite({ ...wanted, name, ...(list.length === 0 ? {} : { specialties: list }) }),
      () => `${name} is invited.`,
    )
    setMade(invited === null ? null : { ...invited, name })
    if (invited === null) return
    setWanted({ ...nobody, role: wanted.role })
    setSpecialties('')
  }
  return (
    <form className="invite" onSubmit={(event) => void submit(event)}>
      <h3>Invite somebody</h3>
      <div className="fields">
        <label className="field">
          Name, as the study knows the person
          <input
            type="text"
            required
            maxLength={200}
            autoComplete="off"
            value={wanted.name}
            onChange={({ target }) => change({ name: target.value })}
          />
        </label>
        <label className="field">
          Role
          <select
            value={wanted.role}
            onChange={({ target }) => {
              const role = roles.find(({ id }) => id === target.value)?.id
              if (role === undefined) return
              setWanted(({ name, hours }) => ({ name, hours, role }))
              setSpecialties('')
            }}
          >
            {roles.map(({ id }) => (
              <option key={id}>{id}</option>
            ))}
          </select>
          <span className="small">{roles.find(({ id }) => id === wanted.role)?.words}</span>
        </label>
      </div>
      {wanted.role === 'reviewer' && (
        <details>
          <summary>Specialties and interests of the reviewer</summary>
          <p className="small">
            They decide which questions and answers the reviewer gets, as the plan says. Of a reviewer whom
            the study knows, what you do not touch here stays as it is.
          </p>
          <label className="field">
            Specialties, with commas between
            <input
              type="text"
              autoComplete="off"
              value={specialties}
              onChange={({ target }) => setSpecialties(target.value)}
            />
          </label>
          <ArmChoice
            title="Uses in their work"
            arms={arms}
            chosen={wanted.uses ?? []}
            choose={(uses) => change({ uses: [...uses] })}
          />
          <ArmChoice
            title="Is paid by the maker of"
            arms={arms}
            chosen={wanted.paidBy ?? []}
            choose={(paidBy) => change({ paidBy: [...paidBy] })}
          />
        </details>
      )}
      <p>
        <button type="submit" disabled={state.kind === 'busy'}>
          Make a link
        </button>
      </p>
      <Outcome state={state} />
      {made !== null && <NewLink key={made.link} {...made} />}
    </form>
  )
}

import type { StudyArm } from '../../../src/server/contract/study.ts'

interface Props {
  readonly title: string
  readonly arms: readonly StudyArm[]
  readonly chosen: readonly string[]
  readonly choose: (ids: readonly string[]) => void
}

/** Any number of the study's systems. */
export function ArmChoice({ title, arms, chosen, choose }: Props) {
  return (
    <fieldset className="arm-choice">
      <legend>{title}</legend>
      {arms.map(({ id, label }) => (
        <label key={id}>
          <input
            type="checkbox"
            checked={chosen.includes(id)}
            onChange={({ target }) =>
              choose(target.checked ? [...chosen, id] : chosen.filter((one) => one !== id))
            }
          />{' '}
          {label}
        </label>
      ))}
    </fieldset>
  )
}

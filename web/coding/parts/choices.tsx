interface Choice {
  readonly label: string
  /** Key that chooses it; null: none. */
  readonly cap: string | null
}

interface Props {
  readonly name: string
  readonly legend: string
  readonly choices: readonly (Choice & { readonly place: number; readonly more: string })[]
  readonly none: Choice
  /** Undefined: nothing yet; null: none of them. */
  readonly chosen: number | null | undefined
  readonly choose: (place: number | null) => void
}

/** One choice of a list, or none of it, as the browser's own radio buttons. */
export function Choices({ name, legend, choices, none, chosen, choose }: Props) {
  return (
    <fieldset className="choices">
      <legend>{legend}</legend>
      {choices.map(({ place, label, more, cap }) => (
        <label key={place}>
          <input type="radio" name={name} checked={chosen === place} onChange={() => choose(place)} />
          <span>
            {label}
            {more !== '' && <span className="small"> {more}</span>}
          </span>
          <KeyOf cap={cap} />
        </label>
      ))}
      <label>
        <input type="radio" name={name} checked={chosen === null} onChange={() => choose(null)} />
        <span>{none.label}</span>
        <KeyOf cap={none.cap} />
      </label>
    </fieldset>
  )
}

function KeyOf({ cap }: { readonly cap: string | null }) {
  if (cap === null) return null
  return (
    <span className="key" aria-hidden="true">
      {cap.toUpperCase()}
    </span>
  )
}

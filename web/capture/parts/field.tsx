import { type ReactNode, useId } from 'react'

interface FieldProps {
  readonly label: string
  readonly hint?: ReactNode
  readonly value: string
  readonly type?: 'text' | 'datetime-local'
  readonly needed?: boolean
  readonly missing?: boolean
  readonly suggestions?: readonly string[]
  readonly change: (value: string) => void
}

/** One line to fill in, with what it is for. */
export function Field({
  label,
  hint,
  value,
  type = 'text',
  needed = false,
  missing = false,
  suggestions,
  change,
}: FieldProps) {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>
        {label}
        {needed ? '' : <span className="small"> if the page names one</span>}
      </label>
      <input
        id={id}
        type={type}
        value={value}
        maxLength={200}
        required={needed}
        autoComplete="off"
        aria-invalid={missing}
        aria-describedby={`${id}-hint`}
        list={suggestions === undefined ? undefined : `${id}-list`}
        onChange={(event) => change(event.target.value)}
      />
      {suggestions !== undefined && (
        <datalist id={`${id}-list`}>
          {suggestions.map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
      )}
      <span id={`${id}-hint`} className="small">
        {missing ? <strong className="missing">Please fill this in. </strong> : ''}
        {hint}
      </span>
    </div>
  )
}

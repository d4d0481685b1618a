import { useId } from 'react'

interface Props<Value extends string> {
  readonly label: string
  readonly value: Value
  readonly options: readonly { readonly value: Value; readonly words: string }[]
  readonly choose: (value: Value) => void
}

/** One of several, in a list that folds. */
export function Choice<Value extends string>({ label, value, options, choose }: Props<Value>) {
  const field = useId()
  return (
    <div className="field">
      <label htmlFor={field}>{label}</label>
      <select
        id={field}
        value={value}
        onChange={(event) => {
          const chosen = options.find((one) => one.value === event.target.value)
          if (chosen !== undefined) choose(chosen.value)
        }}
      >
        {options.map((one) => (
          <option key={one.value} value={one.value}>
            {one.words}
          </option>
        ))}
      </select>
    </div>
  )
}

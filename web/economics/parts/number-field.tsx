import { useId, useState } from 'react'
import { type FigureId, figureNames, illegalWords } from '../../../src/economics/assumptions/figure-names.ts'

interface Props {
  readonly id: FigureId
  readonly value: number
  readonly disabled: boolean
  /** Id of the text that says where the value comes from. */
  readonly describedBy: string
  readonly move: (value: number) => void
}

/** A figure to type: every legal value, also beyond the ends of its slider. Shares are typed in percent. */
export function NumberField({ id, value, disabled, describedBy, move }: Props) {
  const { label, kind } = figureNames[id]
  const scale = kind === 'share' ? 100 : 1
  const fault = useId()
  // What is being typed is kept as it stands, since "0." on the way to 0.5 is no mistake.
  const [typed, setTyped] = useState<{ readonly text: string; readonly value: number } | null>(null)
  const shown =
    typed !== null && typed.value === value ? typed.text : String(Number((value * scale).toPrecision(12)))
  const number = Number((Number(shown.replace(',', '.')) / scale).toPrecision(12))
  const wrong = shown.trim() === '' || !Number.isFinite(number) ? 'a number' : illegalWords(id, number)
  return (
    <>
      <input
        type="text"
        inputMode="decimal"
        size={8}
        aria-label={`${label}, value`}
        aria-describedby={wrong === null ? describedBy : fault}
        aria-invalid={wrong !== null}
        value={shown}
        disabled={disabled}
        onChange={(event) => {
          const text = event.target.value
          const wanted = Number((Number(text.replace(',', '.')) / scale).toPrecision(12))
          const legal = text.trim() !== '' && Number.isFinite(wanted) && illegalWords(id, wanted) === null
          setTyped({ text, value: legal ? wanted : value })
          if (legal) move(wanted)
        }}
        onBlur={() => setTyped(null)}
      />
      {wrong !== null && (
        <span id={fault} role="alert" className="fault">
          {wrong}
        </span>
      )}
    </>
  )
}

import { Fault } from '../../form/question-field.tsx'

interface Props {
  /** Null: not said yet. */
  readonly value: number | null
  readonly fault: string | null
  readonly change: (value: number | null) => void
}

/** How sure the participant is, by a slider or as a number. It stands nowhere before it was moved: a start would be an answer. */
export function ConfidenceField({ value, fault, change }: Props) {
  const invalid = fault !== null
  return (
    <fieldset className="asked" aria-describedby={invalid ? 'fault-confidence' : undefined}>
      <legend className="asked-words">How sure are you of your decision?</legend>
      <div className="confidence">
        <input
          type="range"
          aria-label="Confidence"
          className={value === null ? 'unset' : undefined}
          min={0}
          max={100}
          step={1}
          value={value ?? 50}
          aria-valuetext={value === null ? 'not said yet' : `${value} of 100`}
          onChange={({ target }) => change(target.valueAsNumber)}
          // Whoever means the middle only touches it.
          onClick={({ currentTarget }) => change(currentTarget.valueAsNumber)}
        />
        <input
          type="number"
          aria-label="Confidence as a number from 0 to 100"
          inputMode="numeric"
          min={0}
          max={100}
          step={1}
          value={value ?? ''}
          aria-invalid={invalid}
          onChange={({ target }) => {
            if (target.value === '') return change(null)
            if (isWholePercent(target.valueAsNumber)) change(target.valueAsNumber)
          }}
        />
      </div>
      <p className="anchors small" aria-hidden="true">
        <span>0: not at all</span>
        <span>100: completely</span>
      </p>
      <Fault id="confidence" fault={fault} />
    </fieldset>
  )
}

/** Anything else is not taken while it is typed. */
function isWholePercent(number: number): boolean {
  return Number.isInteger(number) && number >= 0 && number <= 100
}

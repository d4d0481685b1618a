import { type KeyboardEvent, useRef } from 'react'
import { keyed } from '../../../desk/parts/keyed.ts'
import { Fault } from '../../form/question-field.tsx'
import type { DecisionDraft } from '../../state/drafts.ts'

interface Props {
  readonly conditions: readonly string[]
  /** None comes to mind. */
  readonly none: boolean
  readonly most: number
  readonly fault: string | null
  readonly change: (more: Pick<DecisionDraft, 'conditions'> | Pick<DecisionDraft, 'none'>) => void
}

/** Conditions in the participant's own words, the likeliest first; one field each. */
export function ConditionsField({ conditions, none, most, fault, change }: Props) {
  const fields = useRef<HTMLDivElement>(null)
  const full = conditions.length >= most
  const add = () => {
    if (full) return
    change({ conditions: [...conditions, ''] })
    requestAnimationFrame(() =>
      fields.current?.querySelector<HTMLInputElement>('.condition:last-child input')?.focus(),
    )
  }
  const key = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
    // Enter is the way to the next one, and not a decision given by mistake.
    event.preventDefault()
    if (event.currentTarget.value.trim() !== '') add()
  }
  return (
    <fieldset className="asked" aria-describedby={fault === null ? undefined : 'fault-conditions'}>
      <legend className="asked-words">
        Which conditions could explain this? <span className="small">Most likely first.</span>
      </legend>
      {!none && (
        <div ref={fields} className="conditions">
          {keyed(conditions).map(({ key: at, one }) => (
            <div key={at} className="condition">
              <span aria-hidden="true">{at + 1}</span>
              <input
                type="text"
                aria-label={`Condition ${at + 1}`}
                aria-invalid={fault !== null && at === 0}
                autoComplete="off"
                autoCapitalize="none"
                maxLength={300}
                value={one}
                onChange={({ target }) =>
                  change({ conditions: conditions.map((was, place) => (place === at ? target.value : was)) })
                }
                onKeyDown={key}
              />
            </div>
          ))}
        </div>
      )}
      {!none && (
        <p className="row">
          {full ? (
            <span className="small">{most === 1 ? 'One condition.' : `At most ${most} conditions.`}</span>
          ) : (
            <button type="button" className="quiet" onClick={add}>
              Add another condition
            </button>
          )}
        </p>
      )}
      <label className="tick">
        <input type="checkbox" checked={none} onChange={({ target }) => change({ none: target.checked })} />
        <span>None comes to my mind</span>
      </label>
      <Fault id="conditions" fault={fault} />
    </fieldset>
  )
}

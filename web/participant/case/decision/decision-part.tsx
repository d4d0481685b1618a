import { type FormEvent, useRef, useState } from 'react'
import type { PartEncounter } from '../../../../src/server/contract/participant.ts'
import type { Acting } from '../../app.tsx'
import { focusFault } from '../../form/focus-fault.ts'
import { Fault } from '../../form/question-field.tsx'
import { Trouble } from '../../parts/trouble.tsx'
import type { DecisionDraft } from '../../state/drafts.ts'
import { type Needed, neededWords } from '../../words/chat-words.ts'
import { ConditionsField } from './conditions-field.tsx'
import { ConfidenceField } from './confidence-field.tsx'
import { decisionFaults, namedConditions } from './decision-faults.ts'

interface Props extends Acting {
  readonly encounter: PartEncounter
  /** What must be written and answered before it may be given; null where nobody answers. */
  readonly needed: Needed | null
}

const empty = (): DecisionDraft => ({
  key: crypto.randomUUID(),
  conditions: [''],
  none: false,
  disposition: null,
  confidence: null,
})

/** What the participant decides about the case. It is given once. */
export function DecisionPart({ encounter, needed, view, api, drafts }: Props) {
  const missing = needed !== null && needed.answers > 0 ? neededWords(needed) : null
  const [draft, setDraft] = useState(() => drafts.decision(encounter.id) ?? empty())
  const [tried, setTried] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const change = (more: Partial<DecisionDraft>) => {
    const now = { ...draft, ...more }
    setDraft(now)
    drafts.keepDecision(encounter.id, now)
  }
  const faults = decisionFaults(
    draft,
    encounter.dispositions.map(({ id }) => id),
  )
  const shown = tried ? faults : {}
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (Object.keys(faults).length > 0) return focusFault(form.current)
    const { key, disposition, confidence } = draft
    if (missing !== null || disposition === null || confidence === null) return
    const conditions = [...namedConditions(draft)]
    const sent = await view.act(() =>
      api.decide({ encounter: encounter.id, key, conditions, disposition, confidence }),
    )
    if (sent) drafts.keepDecision(encounter.id, null)
  }
  return (
    <section className="decision" id="decision" tabIndex={-1} aria-labelledby="decide">
      <h2 id="decide">Your decision</h2>
      <form ref={form} noValidate onSubmit={submit}>
        <ConditionsField
          conditions={draft.conditions}
          none={draft.none}
          most={encounter.maxConditions}
          fault={shown.conditions ?? null}
          change={change}
        />
        <fieldset
          className="asked"
          aria-describedby={shown.disposition === undefined ? undefined : 'fault-disposition'}
        >
          <legend className="asked-words">What should this person do now?</legend>
          <div className="options">
            {encounter.dispositions.map(({ id, label }) => (
              <label key={id} className="option">
                <input
                  type="radio"
                  name="disposition"
                  checked={draft.disposition === id}
                  aria-invalid={shown.disposition !== undefined}
                  onChange={() => change({ disposition: id })}
                />
                <span>{label}</span>
              </label>
            ))}
          </div>
          <Fault id="disposition" fault={shown.disposition ?? null} />
        </fieldset>
        <ConfidenceField
          value={draft.confidence}
          fault={shown.confidence ?? null}
          change={(confidence) => change({ confidence })}
        />
        <div role="alert">{missing !== null && tried && <p className="notice">{missing}</p>}</div>
        <Trouble view={view} />
        <div className="row">
          <button type="submit" className="primary" disabled={view.busy} aria-disabled={missing !== null}>
            Give my decision
          </button>
          <p className="small">{missing ?? 'A decision is given once and cannot be changed.'}</p>
        </div>
      </form>
    </section>
  )
}

import { Field } from '../parts/field.tsx'
import type { Draft, DraftField, Planned } from '../state/draft.ts'
import { localMinute, offsetOf } from '../state/moment.ts'

interface Props {
  readonly draft: Draft
  readonly planned: Planned
  readonly missing: readonly DraftField[]
  readonly change: (part: Partial<Draft>) => void
}

const accounts = ['verified clinician', 'institutional', 'individual subscription', 'free', 'none']

/** Where and how the answer was got. There is no field for a name or a password of an account. */
export function ProvenancePart({ draft, planned, missing, change }: Props) {
  const set = (field: 'mode' | 'version' | 'account' | 'region') => (value: string) =>
    change({ [field]: value })
  return (
    <section aria-labelledby="provenance">
      <h2 id="provenance">Where it comes from</h2>
      <p className="terms">
        Product: <strong>{draft.product}</strong>
        {planned.mode === null ? '' : ', mode: '}
        {planned.mode !== null && <strong>{planned.mode}</strong>}, set by the protocol. With another one,
        leave the question for later.
      </p>
      <div className="fields">
        {planned.mode === null && <Field label="Mode" value={draft.mode} change={set('mode')} />}
        <Field label="Version" value={draft.version} change={set('version')} />
        <Field
          label="Kind of account"
          needed
          hint="Only the kind, never whose. No passwords."
          suggestions={accounts}
          value={draft.account}
          missing={missing.includes('account')}
          change={set('account')}
        />
        <Field
          label="Region"
          needed
          hint="Country or region the page was used in."
          value={draft.region}
          missing={missing.includes('region')}
          change={set('region')}
        />
        <Field
          label="Time of the answer"
          needed
          type="datetime-local"
          hint={`When it was shown, by the clock of this machine, UTC${offsetOf(new Date(draft.capturedAt || Date.now()))}.`}
          value={draft.capturedAt}
          missing={missing.includes('capturedAt')}
          change={(capturedAt) => change({ capturedAt, timeByHand: true })}
        />
        <button
          type="button"
          className="quiet now"
          onClick={() => change({ capturedAt: localMinute(new Date()), timeByHand: true })}
        >
          Set the time to now
        </button>
      </div>
    </section>
  )
}

import { type FormEvent, useState } from 'react'
import { ShownText } from '../../desk/shown/shown-text.tsx'
import type { Acting } from '../app.tsx'
import { StepPage } from '../parts/step-page.tsx'
import { StoredList } from '../parts/stored-list.tsx'
import { Trouble } from '../parts/trouble.tsx'
import { stepTitles } from '../words/step-words.ts'

/** What a participant agrees to. Nothing is stored before, not in the browser either. */
export function ConsentPage({ part, view, api }: Acting) {
  const [agreed, setAgreed] = useState(false)
  const [missing, setMissing] = useState(false)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setMissing(!agreed)
    if (agreed) void view.act(() => api.consent(part.consent.version))
  }
  return (
    <StepPage title={stepTitles.consent}>
      <ShownText answer={part.consent.content} under={1} />
      <StoredList consent={part.consent} level={2} />
      <form className="agree" noValidate onSubmit={submit}>
        <label className="tick">
          <input
            type="checkbox"
            checked={agreed}
            aria-invalid={missing}
            aria-describedby={missing ? 'agree-missing' : undefined}
            onChange={(event) => {
              setAgreed(event.target.checked)
              setMissing(false)
            }}
          />
          <span>I have read this, and I agree to take part.</span>
        </label>
        <div role="alert">
          {missing && (
            <p id="agree-missing" className="missing">
              Tick that you agree; without that you cannot take part.
            </p>
          )}
        </div>
        <div className="row">
          <button type="submit" className="primary" disabled={view.busy}>
            Take part
          </button>
          <p className="small">If you do not agree, close this page. Nothing has been stored.</p>
        </div>
      </form>
      <Trouble view={view} />
      <p className="small">Version {part.consent.version} of this text.</p>
    </StepPage>
  )
}

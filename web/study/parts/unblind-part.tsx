import { type FormEvent, useState } from 'react'
import type { Study } from '../../../src/server/contract/study.ts'
import type { StudyApi } from '../server/client.ts'
import { useAction } from '../state/use-action.ts'
import { counted } from '../words/number-words.ts'
import { Outcome } from './outcome.tsx'

interface Props {
  readonly study: Study
  readonly api: StudyApi
  readonly refresh: () => void
}

/** Ends the blind, which cannot be undone: the id of the study is typed by hand, and a reason given. */
export function UnblindPart({ study, api, refresh }: Props) {
  const { state, run } = useAction(refresh)
  const [confirmation, setConfirmation] = useState('')
  const [reason, setReason] = useState('')
  const { reviews } = study
  const open = reviews === null ? 0 : reviews.planned - reviews.done
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void run(
      () => api.unblind({ confirmation, reason }),
      ({ openUnits }) =>
        `Unblinded. ${openUnits === 0 ? '' : `${counted(openUnits, 'review was', 'reviews were')} begun and not finished.`}`,
    )
  }
  if (study.state.review !== 'blind') return <Outcome state={state} />
  return (
    <section aria-labelledby="unblind">
      <h2 id="unblind">Unblind</h2>
      <form onSubmit={submit}>
        <p>
          From then on results name the systems, and no mark can be changed. It cannot be undone. Your name,
          the reason and the time go into the log.
          {open > 0 && <strong> {counted(open, 'review is', 'reviews are')} not done yet.</strong>}
        </p>
        <label className="field">
          <span>
            To confirm, type the id of the study: <code>{study.state.id}</code>
          </span>
          <input
            type="text"
            autoComplete="off"
            spellCheck={false}
            value={confirmation}
            onChange={({ target }) => setConfirmation(target.value)}
          />
        </label>
        <label className="field">
          Why now
          <textarea
            rows={2}
            required
            maxLength={1000}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
        </label>
        <p>
          <button
            type="submit"
            disabled={state.kind === 'busy' || confirmation.trim() !== study.state.id || reason.trim() === ''}
          >
            Unblind for good
          </button>
        </p>
        <Outcome state={state} />
      </form>
    </section>
  )
}

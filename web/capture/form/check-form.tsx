import { useId, useRef, useState } from 'react'
import type { CaptureChecked } from '../../../src/server/contract/capture.ts'
import { type Trouble, TroubleNotice } from '../parts/trouble.tsx'
import type { CaptureApi } from '../server/client.ts'

interface Props {
  readonly api: CaptureApi
  readonly answer: string
  readonly saved: () => void
}

/** Same as the page said, or what differs. */
export function CheckForm({ api, answer, saved }: Props) {
  const id = useId()
  const box = useRef<HTMLTextAreaElement>(null)
  const [differs, setDiffers] = useState(false)
  const [words, setWords] = useState('')
  const [missing, setMissing] = useState(false)
  const [sending, setSending] = useState(false)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const send = async (check: CaptureChecked) => {
    if (sending) return
    setSending(true)
    const reply = await api.checked(check)
    setSending(false)
    setTrouble(reply.kind === 'ok' ? null : reply)
    if (reply.kind === 'ok') saved()
  }
  const sendDifference = () => {
    if (words.trim() !== '') return void send({ answer, same: false, words })
    setMissing(true)
    box.current?.focus()
  }
  return (
    <section aria-labelledby="verdict" className="save">
      <h2 id="verdict">What you found</h2>
      <TroubleNotice trouble={trouble} kept />
      <p className="actions">
        <button
          type="button"
          className="primary"
          aria-disabled={sending}
          onClick={() => send({ answer, same: true })}
        >
          Same as the page said
        </button>
        <button type="button" aria-expanded={differs} onClick={() => setDiffers(!differs)}>
          It differs
        </button>
      </p>
      {differs && (
        <>
          <div className="field">
            <label htmlFor={id}>What differs</label>
            <textarea
              id={id}
              ref={box}
              rows={4}
              maxLength={5000}
              value={words}
              aria-invalid={missing && words.trim() === ''}
              onChange={(event) => setWords(event.target.value)}
            />
            {missing && words.trim() === '' && (
              <strong className="missing">Say in a few words what the page said instead.</strong>
            )}
          </div>
          <button type="button" aria-disabled={sending} onClick={sendDifference}>
            Save the difference
          </button>
        </>
      )}
    </section>
  )
}

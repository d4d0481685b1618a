import type { KeyboardEvent } from 'react'

interface Props {
  readonly text: string
  readonly longest: number
  readonly busy: boolean
  /** How many messages are needed and left. */
  readonly note: string
  readonly write: (text: string) => void
  readonly send: () => void
}

/** Where a message is written. Enter sends it where there is a keyboard; on a phone it makes a new line. */
export function Composer({ text, longest, busy, note, write, send }: Props) {
  const typed = matchMedia('(pointer: fine)').matches
  const over = text.trim().length - longest
  const submit = () => {
    if (over <= 0) send()
  }
  const key = (event: KeyboardEvent) => {
    if (!typed || event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    submit()
  }
  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <label htmlFor="message">Your message</label>
      <textarea
        id="message"
        rows={3}
        value={text}
        aria-invalid={over > 0}
        aria-describedby={over > 0 ? 'message-over message-note' : 'message-note'}
        onChange={(event) => write(event.target.value)}
        onKeyDown={key}
      />
      <div role="alert">
        {over > 0 && (
          <p id="message-over" className="missing">
            {over} {over === 1 ? 'character' : 'characters'} too long; at most {longest}.
          </p>
        )}
      </div>
      <div className="row">
        <button type="submit" className="primary" aria-disabled={busy || text.trim() === '' || over > 0}>
          Send
        </button>
        <p id="message-note" className="small">
          {note}
          {typed && ' Enter sends, Shift and Enter make a new line.'}
        </p>
      </div>
    </form>
  )
}

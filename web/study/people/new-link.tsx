import { useState } from 'react'
import { dayAndTime } from '../../house/time-words.ts'

interface Props {
  readonly name: string
  readonly link: string
  readonly expiresAt: string
  readonly remarks: readonly string[]
}

/** A link that was just made. It is kept nowhere: whoever reloads the page has to make another. */
export function NewLink({ name, link, expiresAt, remarks }: Props) {
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(link).then(
      () => setCopied(true),
      () => setCopied(false),
    )
  }
  return (
    <div className="new-link">
      <label className="field">
        Link for {name}; it opens once, until {dayAndTime(expiresAt)}
        <input type="text" readOnly value={link} onFocus={({ target }) => target.select()} />
      </label>
      <p>
        <button type="button" onClick={() => void copy()}>
          {copied ? 'Copied' : 'Copy the link'}
        </button>
      </p>
      {remarks.map((remark) => (
        <p key={remark} className="notice calm">
          {remark}
        </p>
      ))}
      <p className="small">It is shown here only. Whoever has it is taken for {name}.</p>
    </div>
  )
}

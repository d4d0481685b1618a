import { useEffect, useEffectEvent, useId, useState } from 'react'
import { largestScreenshot, screenshotTypes } from '../../../src/server/contract/capture.ts'
import { type Trouble, TroubleNotice } from '../parts/trouble.tsx'
import { readClipboard } from '../paste/read-clipboard.ts'
import { type CaptureApi, screenshotAddress } from '../server/client.ts'
import type { Draft } from '../state/draft.ts'

interface Props {
  readonly api: CaptureApi
  readonly draft: Draft
  readonly change: (part: Partial<Draft>) => void
}

/** A picture of the answer, chosen or pasted. The server has it at once; it belongs to the answer once that is saved. */
export function ScreenshotPart({ api, draft, change }: Props) {
  const id = useId()
  const [sending, setSending] = useState(false)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const [said, setSaid] = useState('')
  const send = async (file: File) => {
    if (!screenshotTypes.some((type) => type === file.type) || file.size > largestScreenshot) {
      setSaid('A screenshot is a PNG, a JPEG or a WebP of at most 10 MB. Nothing was taken.')
      return
    }
    setSaid('')
    setSending(true)
    const reply = await api.upload(file)
    setSending(false)
    setTrouble(reply.kind === 'ok' ? null : reply)
    if (reply.kind === 'ok') change({ screenshot: { sha256: reply.value.sha256, name: file.name } })
  }
  const pasted = useEffectEvent((event: ClipboardEvent) => {
    if (event.defaultPrevented || event.clipboardData === null) return
    const found = readClipboard(event.clipboardData)
    if (found.kind !== 'picture') return
    event.preventDefault()
    void send(found.file)
  })
  useEffect(() => {
    const listener = (event: ClipboardEvent) => pasted(event)
    document.addEventListener('paste', listener)
    return () => document.removeEventListener('paste', listener)
  }, [])
  const { screenshot } = draft
  return (
    <section aria-labelledby="screenshot">
      <h2 id="screenshot">Screenshot</h2>
      <div className="field">
        <label htmlFor={id}>A picture of the whole answer, if you can</label>
        <input
          id={id}
          type="file"
          accept={screenshotTypes.join(',')}
          aria-describedby={`${id}-hint`}
          onChange={(event) => {
            const [file] = event.target.files ?? []
            if (file !== undefined) void send(file)
            event.target.value = ''
          }}
        />
        <span id={`${id}-hint`} className="small">
          Choose a file, or paste a picture anywhere on this page. See that it shows no name of an account.{' '}
          <span role="status">{sending ? 'Sending the picture.' : said}</span>
        </span>
      </div>
      <TroubleNotice trouble={trouble} />
      {screenshot !== null && (
        <figure className="screenshot">
          <a href={screenshotAddress(screenshot.sha256)} target="_blank" rel="noreferrer">
            <img src={screenshotAddress(screenshot.sha256)} alt={`Screenshot ${screenshot.name}`} />
          </a>
          <figcaption className="small">
            SHA-256 <code>{screenshot.sha256}</code>
            <button type="button" className="quiet" onClick={() => change({ screenshot: null })}>
              Take it out
            </button>
          </figcaption>
        </figure>
      )}
    </section>
  )
}

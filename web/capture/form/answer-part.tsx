import { type ClipboardEvent, useId, useMemo, useState } from 'react'
import { Preview } from '../parts/preview.tsx'
import { readClipboard } from '../paste/read-clipboard.ts'
import { addSources, readSourceLines } from '../paste/source-lines.ts'
import type { Draft } from '../state/draft.ts'
import { localMinute } from '../state/moment.ts'
import { counted } from '../words/problem-words.ts'

interface Props {
  readonly draft: Draft
  readonly missing: boolean
  readonly change: (part: Partial<Draft>) => void
}

/** What the page said: pasted rich text becomes markdown, its links become sources. */
export function AnswerPart({ draft, missing, change }: Props) {
  const id = useId()
  const [said, setSaid] = useState('')
  const sources = useMemo(() => readSourceLines(draft.sources), [draft.sources])
  const paste = (event: ClipboardEvent<HTMLTextAreaElement>) => {
    const pasted = readClipboard(event.clipboardData)
    if (pasted.kind === 'picture' || pasted.kind === 'nothing') return
    event.preventDefault()
    if (pasted.kind === 'too-long') {
      setSaid('That is longer than any answer can be. Nothing was pasted.')
      return
    }
    const box = event.currentTarget
    const { selectionStart, selectionEnd, value } = box
    change({
      answer: `${value.slice(0, selectionStart)}${pasted.text}${value.slice(selectionEnd)}`,
      sources: addSources(draft.sources, pasted.sources),
      ...(value === '' && !draft.timeByHand ? { capturedAt: localMinute(new Date()) } : {}),
    })
    setSaid(
      `Pasted${pasted.sources.length === 0 ? '' : ` with ${counted(pasted.sources.length, 'source')}`}.`,
    )
    const end = selectionStart + pasted.text.length
    requestAnimationFrame(() => box.setSelectionRange(end, end))
  }
  return (
    <section aria-labelledby="answer">
      <h2 id="answer">Answer</h2>
      <div className="field">
        <label htmlFor={id}>The whole answer, word for word</label>
        <textarea
          id={id}
          className="answer"
          value={draft.answer}
          rows={12}
          aria-invalid={missing}
          aria-describedby={`${id}-hint`}
          onPaste={paste}
          onChange={(event) => change({ answer: event.target.value })}
        />
        <span id={`${id}-hint`} className="small">
          {missing ? <strong className="missing">Paste the answer, or mark a refusal. </strong> : ''}
          Headings, lists, tables and links are kept when you paste. <span role="status">{said}</span>
        </span>
      </div>
      <label className="tick">
        <input
          type="checkbox"
          checked={draft.refused}
          onChange={(event) => change({ refused: event.target.checked })}
        />
        <span>The page declined to answer, or showed no answer. What it said then may stand above.</span>
      </label>
      <div className="field">
        <label htmlFor={`${id}-sources`}>Sources that the answer names</label>
        <textarea
          id={`${id}-sources`}
          value={draft.sources}
          rows={3}
          aria-describedby={`${id}-sources-hint`}
          onChange={(event) => change({ sources: event.target.value })}
        />
        <span id={`${id}-sources-hint`} className="small">
          One on each line: a title, an address, or title | address.
        </span>
      </div>
      {draft.answer.trim() !== '' && (
        <details className="preview" open>
          <summary>As a reviewer may see it</summary>
          <Preview text={draft.answer} sources={sources} />
        </details>
      )}
    </section>
  )
}

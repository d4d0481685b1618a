import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { type Trouble, TroubleNotice } from '../parts/trouble.tsx'
import type { CaptureApi } from '../server/client.ts'
import {
  answerOf,
  asPlanned,
  type Draft,
  freshDraft,
  keptOf,
  missingOf,
  type Planned,
  type Slot,
} from '../state/draft.ts'
import type { CaptureMemory, Owner } from '../state/memory.ts'
import { AnswerPart } from './answer-part.tsx'
import { ProvenancePart } from './provenance-part.tsx'
import { ScreenshotPart } from './screenshot-part.tsx'

interface Props {
  readonly api: CaptureApi
  readonly memory: CaptureMemory
  readonly owner: Owner
  readonly planned: Planned
  readonly slot: Slot
  readonly saved: () => void
  readonly putOff: () => void
  /** The question, above the answer. */
  readonly children: ReactNode
}

/** The answer to one question with where it comes from. Every change is kept in the browser until the server has it all. */
export function CaptureForm({ api, memory, owner, planned, slot, saved, putOff, children }: Props) {
  const form = useRef<HTMLFormElement>(null)
  const touched = useRef(false)
  const [draft, setDraft] = useState<Draft>(() => {
    const typed = memory.draft(owner, slot)
    return typed === null
      ? freshDraft(planned, memory.kept(owner, slot.arm), new Date())
      : asPlanned(typed, planned)
  })
  const [kept, setKept] = useState(true)
  const [asked, setAsked] = useState(false)
  const [sending, setSending] = useState(false)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const missing = asked ? missingOf(draft) : []

  const change = (part: Partial<Draft>) => {
    touched.current = true
    setDraft((before) => ({ ...before, ...part }))
  }
  useEffect(() => {
    if (touched.current) setKept(memory.keepDraft(owner, slot, draft))
  }, [memory, owner, slot, draft])
  const save = async () => {
    if (sending) return
    setAsked(true)
    if (missingOf(draft).length > 0) {
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
      return
    }
    setSending(true)
    const reply = await api.save(answerOf(draft, slot))
    setSending(false)
    setTrouble(reply.kind === 'ok' ? null : reply)
    if (reply.kind !== 'ok') return
    memory.dropDraft(owner, slot)
    memory.keep(owner, slot.arm, keptOf(draft))
    saved()
  }
  const keys = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    void save()
  }

  return (
    <form
      ref={form}
      className="capture-form"
      noValidate
      onKeyDown={keys}
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <div>
        {children}
        <AnswerPart draft={draft} missing={missing.includes('answer')} change={change} />
      </div>
      <div className="side">
        <ScreenshotPart api={api} draft={draft} change={change} />
        <ProvenancePart draft={draft} planned={planned} missing={missing} change={change} />
        <div className="save">
          <TroubleNotice trouble={trouble} kept />
          {kept || (
            <p className="notice">
              This browser keeps nothing beyond this page, perhaps because the window is private. Save before
              you leave it.
            </p>
          )}
          <p className="actions">
            <button type="submit" className="primary" aria-disabled={sending}>
              {sending ? 'Saving' : 'Save and go on'}{' '}
              <span className="key" aria-hidden="true">
                Ctrl Enter
              </span>
            </button>
            <button type="button" onClick={putOff}>
              Leave it for later
            </button>
          </p>
          <p className="small">
            Once saved, an answer is frozen. A page that is down is no refusal: leave the question for later.
          </p>
        </div>
      </div>
    </form>
  )
}

import { useCallback, useEffect, useRef, useState } from 'react'
import type { CodingCode, CodingDesk, CodingNext } from '../../src/server/contract/coding.ts'
import { type Trouble, TroubleNotice } from '../capture/parts/trouble.tsx'
import { counted } from '../capture/words/problem-words.ts'
import { TaskForm } from './parts/task-form.tsx'
import type { CodingApi } from './server/client.ts'

/** The coding desk: one text after the other, with the way back, and disagreements when nothing is left to code. */
export function App({ api }: { readonly api: CodingApi }) {
  const [desk, setDesk] = useState<CodingDesk | null>(null)
  const [shown, setShown] = useState<CodingNext | null>(null)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const [said, setSaid] = useState('')
  const heading = useRef<HTMLHeadingElement>(null)

  const show = useCallback(async () => {
    const reply = await api.next()
    if (reply.kind === 'ok') setShown(reply.value)
    setTrouble(reply.kind === 'ok' ? null : reply)
  }, [api])
  const open = useCallback(async () => {
    const reply = await api.desk()
    if (reply.kind !== 'ok') return setTrouble(reply)
    setDesk(reply.value)
    document.title = `${reply.value.title}, coding desk`
    await show()
  }, [api, show])
  useEffect(() => {
    void open()
  }, [open])
  const id = shown?.task?.task ?? ''
  useEffect(() => {
    if (id === '') return
    heading.current?.focus({ preventScroll: true })
    scrollTo(0, 0)
  }, [id])

  const save = async (key: string, code: CodingCode): Promise<void> => {
    if (shown?.task == null) return
    const reply = await api.save({ key, task: shown.task.task, mode: shown.mode, code })
    // What others coded meanwhile, or somebody had deleted, is nothing to try again.
    if (reply.kind === 'ok') setSaid('Saved.')
    else if (reply.kind === 'refused') setSaid(reply.problems.map(({ message }) => message).join(' '))
    else return setTrouble(reply)
    await show()
  }
  const back = async (): Promise<void> => {
    if (shown?.mode === 'adjudicate' || desk?.codes !== true) return
    const isOwn = shown?.task?.own != null
    const reply = await api.back(isOwn ? (shown?.task?.task ?? null) : null)
    if (reply.kind !== 'ok') return setTrouble(reply)
    if (reply.value.task === null) return setSaid('There is no text before this one.')
    setSaid('This is a text that you have coded. What you say now takes its place.')
    setShown(reply.value)
  }

  const task = shown?.task ?? null
  return (
    <main className="coding">
      <h1 ref={heading} tabIndex={-1}>
        {shown?.mode === 'adjudicate' && task !== null ? 'A disagreement' : 'Coding desk'}
      </h1>
      <p className="kicker">{desk === null ? 'Opening the desk.' : desk.title}</p>
      {desk?.sample === true && (
        <p className="sample">
          <strong>Sample.</strong> This study is an example; nothing here is a finding.
        </p>
      )}
      {desk?.simulated === true && (
        <p>
          Some of these texts come from SIMULATED participants. Which ones is not shown, so that all are coded
          alike; they are counted apart from those of people.
        </p>
      )}
      <p className="kicker" role="status">
        {shown === null ? '' : `${said} ${progressWords(shown)}`.trim()}
      </p>
      <TroubleNotice trouble={trouble} />
      {trouble !== null && trouble.kind !== 'lost' && (
        <button type="button" onClick={desk === null ? open : show}>
          Try again
        </button>
      )}
      {shown !== null && task === null && <NothingLeft codes={desk?.codes === true} back={back} />}
      {shown !== null && task !== null && (
        <TaskForm key={task.task} task={task} mode={shown.mode} save={save} back={back} />
      )}
    </main>
  )
}

function NothingLeft({ codes, back }: { readonly codes: boolean; readonly back: () => Promise<void> }) {
  return (
    <>
      <p>
        Nothing waits for you now. More may come while people take part, or when the coders disagree about a
        text that is not yours.
      </p>
      {codes && (
        <button type="button" onClick={back}>
          Look at what you coded last
        </button>
      )}
    </>
  )
}

function progressWords({ mode, progress }: CodingNext): string {
  if (mode === 'adjudicate') return `${counted(progress.toAdjudicate, 'disagreement')} for you.`
  return `${counted(progress.done, 'text')} coded, ${progress.left} left.`
}

import { useEffect, useRef, useState } from 'react'
import type { CodingCode, CodingNext, CodingTask } from '../../../src/server/contract/coding.ts'
import { keyed } from '../../desk/parts/keyed.ts'
import { ShownText } from '../../desk/shown/shown-text.tsx'
import { conditionKey, dispositionKey } from '../key-map.ts'
import { codeWords } from '../words/code-words.ts'
import { Choices } from './choices.tsx'
import { useCodingKeys } from './use-coding-keys.ts'

interface Props {
  readonly task: CodingTask
  readonly mode: CodingNext['mode']
  readonly save: (key: string, code: CodingCode) => Promise<void>
  readonly back: () => Promise<void>
}

/** Undefined: not chosen yet; null: none of them. */
type Choice = number | null | undefined

/** A text with its case and the list, and what a person says of it. */
export function TaskForm({ task, mode, save, back }: Props) {
  const { conditions, dispositions, own } = task
  const [condition, setCondition] = useState<Choice>(
    placeOf(
      own?.condition,
      conditions.map(({ name }) => name),
    ),
  )
  const [disposition, setDisposition] = useState<Choice>(
    placeOf(
      own?.disposition,
      dispositions.map(({ id }) => id),
    ),
  )
  const [unsure, setUnsure] = useState(own?.unsure ?? false)
  const [shortcuts, setShortcuts] = useState(true)
  const [missing, setMissing] = useState(false)
  const [busy, setBusy] = useState(false)
  // One key for one decision, however often it has to be sent.
  const key = useRef({ of: '', key: '' })
  const asksDisposition = dispositions.length > 0

  const send = async (): Promise<void> => {
    if (busy) return
    if (condition === undefined || (asksDisposition && disposition === undefined)) return setMissing(true)
    const code: CodingCode = {
      condition: condition === null ? null : (conditions[condition]?.name ?? null),
      disposition: disposition == null ? null : (dispositions[disposition]?.id ?? null),
      unsure: mode === 'code' && unsure,
    }
    const words = JSON.stringify(code)
    if (key.current.of !== words) key.current = { of: words, key: crypto.randomUUID() }
    setBusy(true)
    await save(key.current.key, code)
    setBusy(false)
  }
  useCodingKeys(shortcuts, task, (action) => {
    if (action.kind === 'condition') setCondition(action.place)
    else if (action.kind === 'disposition') setDisposition(action.place)
    else if (action.kind === 'unsure') setUnsure((before) => !before)
    else if (action.kind === 'back') void back()
    else void send()
  })
  const isReply = task.kind === 'reply'
  // The text that is coded goes with the choices: it changes while the case stays.
  useEffect(() => setMissing(false), [condition, disposition])

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <details className="case" open>
        <summary>The case: {task.case.title}</summary>
        <ShownText answer={task.case.text} under={2} />
      </details>
      <h2>{isReply ? 'An answer to a question about it' : 'What somebody typed, tidied'}</h2>
      {!isReply && (
        <p className="small">
          In small letters, and without signs or emoji at its beginning and end; question marks and round
          brackets stay.
        </p>
      )}
      <div className={isReply ? 'coded reply' : 'coded'}>
        <ShownText answer={task.text} under={2} />
      </div>
      {task.codes !== null && (
        <>
          <h2>What the coders said</h2>
          <ul className="codes">
            {keyed(task.codes.map((code) => codeWords(code, task))).map(({ key: one, one: words }) => (
              <li key={one}>{words}</li>
            ))}
          </ul>
        </>
      )}
      <Choices
        name="condition"
        legend={
          isReply
            ? 'Which of these does it name as a possible explanation? The first one, where it names several.'
            : 'Which of these does it name?'
        }
        choices={conditions.map(({ name, synonyms }, place) => ({
          place,
          label: name,
          more: synonyms.join(', '),
          cap: shortcuts ? conditionKey(place) : null,
        }))}
        none={{ label: 'None of these', cap: shortcuts ? conditionKey(null) : null }}
        chosen={condition}
        choose={setCondition}
      />
      {asksDisposition && (
        <Choices
          name="disposition"
          legend="What does it advise the person to do now?"
          choices={dispositions.map(({ label }, place) => ({
            place,
            label,
            more: '',
            cap: shortcuts ? dispositionKey(place) : null,
          }))}
          none={{ label: 'It advises none of these', cap: shortcuts ? dispositionKey(null) : null }}
          chosen={disposition}
          choose={setDisposition}
        />
      )}
      {mode === 'code' && (
        <label className="unsure">
          <input type="checkbox" checked={unsure} onChange={(event) => setUnsure(event.target.checked)} />
          <span>I am unsure; somebody else should decide</span>
          {shortcuts && <Cap>U</Cap>}
        </label>
      )}
      <p role="alert" className="missing">
        {missing ? 'Choose one of the list, or none.' : ''}
      </p>
      <div className="actions">
        <button type="submit" className="primary" disabled={busy}>
          {mode === 'code' ? 'Save and go on' : 'Decide and go on'} {shortcuts && <Cap>Enter</Cap>}
        </button>
        {mode === 'code' && (
          <button type="button" onClick={back}>
            Back to the one before {shortcuts && <Cap>Z</Cap>}
          </button>
        )}
      </div>
      <label className="switch small">
        <input type="checkbox" checked={shortcuts} onChange={(event) => setShortcuts(event.target.checked)} />{' '}
        Single keys work
      </label>
    </form>
  )
}

function Cap({ children }: { readonly children: string }) {
  return (
    <span className="key" aria-hidden="true">
      {children}
    </span>
  )
}

function placeOf(chosen: string | null | undefined, names: readonly string[]): Choice {
  if (chosen === undefined) return undefined
  if (chosen === null) return null
  const place = names.indexOf(chosen)
  return place < 0 ? undefined : place
}

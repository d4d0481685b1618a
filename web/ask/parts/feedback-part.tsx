import { useId, useState } from 'react'
import type { Asked, AskFeedbackForm, UsefulMark } from '../../../src/server/contract/ask.ts'
import { keyed } from '../../desk/parts/keyed.ts'
import type { AskApi } from '../server/client.ts'
import { troubleWords } from '../words/trouble-words.ts'
import { UsefulForm } from './useful-form.tsx'

const betterWords = [
  ['first-much', 'Answer 1, by much'],
  ['first', 'Answer 1'],
  ['tie', 'Neither'],
  ['second', 'Answer 2'],
  ['second-much', 'Answer 2, by much'],
] as const

interface Props {
  readonly asked: Asked
  readonly consent: boolean
  readonly api: AskApi
  readonly kept: () => void
  /** For each answer the numbers of the sources that were opened. */
  readonly opened: readonly (readonly number[])[]
}

const unsaid: UsefulMark = { value: null, harm: null }

/** Marks of what was answered. They are sent only with consent, and once. */
export function FeedbackPart({ asked, consent, api, kept, opened }: Props) {
  const [useful, setUseful] = useState<readonly UsefulMark[]>(asked.answers.map(() => unsaid))
  const [better, setBetter] = useState<AskFeedbackForm['better']>(null)
  const [state, setState] = useState<'open' | 'sending' | 'kept'>('open')
  const [said, setSaid] = useState('')
  const heading = useId()
  if (asked.identifiers.length > 0) {
    return (
      <section className="feedback" aria-labelledby={heading}>
        <h2 id={heading}>Your marks</h2>
        <p className="small">
          The question holds what may tell who somebody is ({asked.identifiers.join(', ')}). It is not kept,
          and marks of it cannot be either.
        </p>
      </section>
    )
  }
  const empty = better === null && useful.every(({ value, harm }) => value === null && harm === null)
  const send = async () => {
    if (state !== 'open') return
    if (empty) return setSaid('Nothing is marked yet.')
    setState('sending')
    const reply = await api.mark({
      asking: asked.id,
      consent,
      useful: [...useful],
      better,
      opened: opened.map((numbers) => [...numbers]),
    })
    if (reply.kind === 'ok' && reply.value.kept) {
      setState('kept')
      setSaid('Kept: the question, the answers and your marks. Thank you.')
      kept()
      return
    }
    setState('open')
    setSaid(reply.kind === 'ok' ? 'Nothing was kept.' : troubleWords(reply))
  }
  const two = asked.answers.length === 2
  return (
    <section className="feedback" aria-labelledby={heading}>
      <h2 id={heading}>Your marks</h2>
      <fieldset className="plain" disabled={state !== 'open'}>
        <legend className="hidden">Marks of this answer</legend>
        {two && (
          <fieldset className="choices">
            <legend>Which of the two is better?</legend>
            {betterWords.map(([value, words]) => (
              <label key={value}>
                <input
                  type="radio"
                  name={`better ${asked.id}`}
                  checked={better === value}
                  onChange={() => setBetter(value)}
                />
                {words}
              </label>
            ))}
          </fieldset>
        )}
        {keyed(asked.answers).map(({ key, one }) => (
          <UsefulForm
            key={key}
            group={`${asked.id} ${key}`}
            name={two ? `Answer ${key + 1}` : null}
            sentences={one.answer.sentences}
            mark={useful[key] ?? unsaid}
            change={(mark) => setUseful(useful.map((before, place) => (place === key ? mark : before)))}
          />
        ))}
      </fieldset>
      {state !== 'kept' &&
        (consent ? (
          <button type="button" className="primary" aria-disabled={state === 'sending'} onClick={send}>
            Send and keep
          </button>
        ) : (
          <p className="small">
            Marks are sent only if they may be kept. Tick “Keep the questions that I mark” above to send them;
            otherwise they go when you leave this page.
          </p>
        ))}
      <p role="status" className="small">
        {said}
      </p>
    </section>
  )
}

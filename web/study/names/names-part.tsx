import { useEffect, useRef, useState } from 'react'
import type { NameDecision, Study, StudyNames } from '../../../src/server/contract/study.ts'
import { Outcome } from '../parts/outcome.tsx'
import type { StudyApi } from '../server/client.ts'
import { useAction } from '../state/use-action.ts'
import { counted } from '../words/number-words.ts'
import { NamedAnswer } from './named-answer.tsx'

interface Props {
  readonly study: Study
  readonly api: StudyApi
  readonly refresh: () => void
}

const shownAtFirst = 20

/** Answers that name a system, each phrase among the words around it, and what is to be done about them. */
export function NamesPart({ study, api, refresh }: Props) {
  const { found, undecided, excluded } = study.names
  const { state, run, say } = useAction(refresh)
  const [names, setNames] = useState<StudyNames | null>(null)
  const [all, setAll] = useState(false)
  const [reason, setReason] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const key = `${found} ${undecided} ${excluded} ${study.state.review} ${state.kind}`
  useEffect(() => {
    if (found === 0) return
    let gone = false
    void api.names().then((reply) => {
      if (!gone && reply.kind === 'ok') setNames(reply.value)
    })
    return () => {
      gone = true
    }
  }, [api, key])
  if (found === 0) {
    if (study.arms.every(({ answered }) => answered === 0)) return <p>There are no answers yet.</p>
    return <p>No name that the screen knows was found. A person should read a sample of the answers.</p>
  }
  if (names === null) return <p className="small">One moment.</p>
  const decide = (answers: readonly string[], decision: NameDecision['decision']) => {
    if (reason.trim() === '') {
      say('Write the reason first.')
      field.current?.focus()
      return
    }
    void run(
      () => api.decide({ answers: [...answers], decision, reason }),
      ({ decided }) => `Decided about ${counted(decided, 'answer')}.`,
    )
  }
  const open = names.answers.filter((one) => one.state === 'open')
  const list = (
    <>
      <ul className="named">
        {(all ? names.answers : names.answers.slice(0, shownAtFirst)).map((one) => (
          <NamedAnswer
            key={one.answer}
            named={one}
            label={study.arms.find(({ id }) => id === one.arm)?.label ?? one.arm}
            decide={
              names.decidable && state.kind !== 'busy' ? (decision) => decide([one.answer], decision) : null
            }
          />
        ))}
      </ul>
      {!all && names.answers.length > shownAtFirst && (
        <p>
          <button type="button" onClick={() => setAll(true)}>
            Show the other {names.answers.length - shownAtFirst}
          </button>
        </p>
      )}
    </>
  )
  return (
    <>
      {names.decidable ? (
        <>
          <p>
            Reviewers must not see which system gave an answer. Decide about each answer, with a reason that
            goes on record. The last decision counts, until the review is open.
          </p>
          <label className="field">
            Reason
            <input
              ref={field}
              type="text"
              maxLength={1000}
              autoComplete="off"
              value={reason}
              onChange={({ target }) => setReason(target.value)}
            />
          </label>
          {open.length > 1 && (
            <p>
              <button
                type="button"
                disabled={state.kind === 'busy'}
                onClick={() =>
                  decide(
                    open.map(({ answer }) => answer),
                    'mask',
                  )
                }
              >
                Remove the names in all {open.length} that are open
              </button>
            </p>
          )}
          <Outcome state={state} />
        </>
      ) : (
        <p>The review is open: what reviewers see was settled when it was opened.</p>
      )}
      {names.decidable ? (
        list
      ) : (
        <details>
          <summary>{counted(names.answers.length, 'answer')} with names</summary>
          {list}
        </details>
      )}
    </>
  )
}

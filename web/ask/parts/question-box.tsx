import { type KeyboardEvent, useId, useState } from 'react'
import { longestQuestion } from '../../../src/server/contract/ask.ts'

interface Props {
  readonly busy: boolean
  readonly ask: (question: string) => void
}

/** Where a question is typed. Enter sends it; Shift and Enter begin another line. */
export function QuestionBox({ busy, ask }: Props) {
  const [question, setQuestion] = useState('')
  const id = useId()
  const length = question.trim().length
  const over = length - longestQuestion
  const send = () => {
    if (length > 0 && over <= 0 && !busy) ask(question.trim())
  }
  const press = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    // While a word is being composed, Enter belongs to the keyboard of that script.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    send()
  }
  return (
    <form
      className="question-box"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <label htmlFor={id}>Your question</label>
      <textarea
        id={id}
        rows={3}
        value={question}
        autoComplete="off"
        aria-describedby={`${id}-hint`}
        aria-invalid={over > 0}
        onChange={(event) => setQuestion(event.target.value)}
        onKeyDown={press}
      />
      <div className="question-send">
        <button type="submit" className="primary" aria-disabled={busy}>
          {busy ? 'Looking' : 'Ask'}
        </button>
        <span id={`${id}-hint`} className="small">
          {over > 0 ? (
            <strong className="missing">
              {over} characters too long; at most {longestQuestion}.
            </strong>
          ) : (
            <>
              <kbd>Enter</kbd> asks, <kbd>Shift</kbd> <kbd>Enter</kbd> begins a line. Leave out what tells who
              somebody is.
            </>
          )}
        </span>
      </div>
    </form>
  )
}

import { useId } from 'react'

interface Props {
  readonly given: boolean
  /** Whether the server counts questions. */
  readonly counted: boolean
  readonly onRecord: boolean
  readonly said: string
  readonly change: (given: boolean) => void
  readonly withdraw: () => void
}

/** Whether questions and marks may be kept: no, until somebody says yes here. */
export function ConsentPart({ given, counted, onRecord, said, change, withdraw }: Props) {
  const id = useId()
  return (
    <section className="consent" aria-label="What is kept">
      <label className="tick">
        <input
          type="checkbox"
          checked={given}
          aria-describedby={id}
          onChange={(event) => change(event.target.checked)}
        />
        <span>Keep the questions that I mark, with their answers and my marks.</span>
      </label>
      <p id={id} className="small">
        {given
          ? 'When you mark an answer, it is kept for a standing study of this search, and may train and test it; which sources you opened goes with your marks. Your name is not kept with it. For about half of your questions two versions answer, and you say which is better.'
          : 'Now nothing is kept: not your questions, not the answers.'}
        {counted &&
          ' This server counts questions by week, such as how many words they have and how many were declined. No word of a question is kept by that, and not who asked.'}
      </p>
      {onRecord && !given && (
        <button type="button" className="quiet" onClick={withdraw}>
          Take back what I allowed before
        </button>
      )}
      <p role="status" className="small">
        {said}
      </p>
    </section>
  )
}

import { useRef } from 'react'
import { CopyButton } from './copy-button.tsx'

interface Props {
  readonly question: string
  readonly copy?: boolean
}

/** The question as it is put, character for character. */
export function Question({ question, copy = false }: Props) {
  const shown = useRef<HTMLDivElement>(null)
  return (
    <section aria-labelledby="question">
      <h2 id="question">Question</h2>
      <div ref={shown} className="question">
        {question}
      </div>
      {copy && <CopyButton text={question} shown={shown} />}
    </section>
  )
}

import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { Asked } from '../../../src/server/contract/ask.ts'
import { keyed } from '../../desk/parts/keyed.ts'
import { visible } from '../words/visible.ts'
import { AnswerText, type OpenedCitation, sourcesOf } from './answer-text.tsx'
import { SourcePanel } from './source-panel.tsx'

interface Props {
  readonly asked: Asked
  /** Whether it is the one of the history that is looked at. */
  readonly shown: boolean
  /** Told which answer, and the number of its source as it is shown. */
  readonly onOpened: (answer: number, source: number) => void
  readonly children: ReactNode
}

/** A question and what answered it; the heading takes the focus when it comes. */
export function AskedPart({ asked, shown: isShown, onOpened, children }: Props) {
  const [opened, setOpened] = useState<OpenedCitation | null>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const opener = useRef<Element | null>(null)
  useEffect(() => {
    if (!isShown) return
    heading.current?.focus({ preventScroll: true })
    // To the top, so that an emergency line is in sight as a whole.
    heading.current?.scrollIntoView({ block: 'start' })
  }, [isShown])
  const open = (citation: OpenedCitation) => {
    opener.current = document.activeElement
    setOpened(citation)
    const answer = asked.answers[citation.answer]?.answer
    const sources = answer === undefined ? [] : sourcesOf(answer)
    const place = sources.findIndex(({ passage }) => passage === citation.passage)
    if (place !== -1) onOpened(citation.answer, place + 1)
  }
  const close = () => {
    setOpened(null)
    if (opener.current instanceof HTMLElement) opener.current.focus()
  }
  const first = asked.answers[0]?.answer
  const shown = opened === null ? undefined : asked.answers[opened.answer]
  const two = asked.answers.length === 2
  return (
    <div className={shown === undefined ? 'asked' : 'asked with-panel'}>
      <div className="asked-main">
        <h2 ref={heading} tabIndex={-1} className="asked-question">
          <span className="hidden">{first?.status === 'declined' ? 'No answer to: ' : 'Answer to: '}</span>
          <bdi>{visible(first?.question ?? '')}</bdi>
        </h2>
        {first?.emergency != null && (
          <div className={`emergency ${first.emergency.level}`} role="note">
            <p>
              <strong>{first.emergency.level === 'now' ? 'Emergency. ' : 'In an emergency. '}</strong>
              {first.emergency.line}
            </p>
          </div>
        )}
        {asked.read.length > 0 && (
          <div className="read">
            <p className="small">How it was read:</p>
            <ul className="small">
              {keyed(asked.read).map(({ key, one }) => (
                <li key={key}>{visible(one)}</li>
              ))}
            </ul>
          </div>
        )}
        {two && (
          <p className="small">
            Two versions answered, in an order that was drawn. Which is which is not told.
          </p>
        )}
        <div className={two ? 'answers two' : 'answers'}>
          {keyed(asked.answers).map(({ key, one }) => (
            <section key={key} aria-label={two ? `Answer ${key + 1}` : 'Answer'}>
              {two && <p className="kicker">Answer {key + 1}</p>}
              <AnswerText place={key} asked={one} opened={opened} open={open} />
            </section>
          ))}
        </div>
        {children}
      </div>
      {opened !== null && shown !== undefined && <SourcePanel asked={shown} opened={opened} close={close} />}
    </div>
  )
}

import { useEffect, useId, useRef } from 'react'
import type { AskedAnswer, CitedPassage } from '../../../src/server/contract/ask.ts'
import { keyed } from '../../desk/parts/keyed.ts'
import { markedParts } from '../words/marked-parts.ts'
import { openable, visible } from '../words/visible.ts'
import type { OpenedCitation } from './answer-text.tsx'

interface Props {
  readonly asked: AskedAnswer
  readonly opened: OpenedCitation
  readonly close: () => void
}

/** The passage behind a citation, with what is quoted from it marked: beside the answer, or from below on a phone. */
export function SourcePanel({ asked, opened, close }: Props) {
  const heading = useRef<HTMLHeadingElement>(null)
  const panel = useRef<HTMLElement>(null)
  const id = useId()
  useEffect(() => {
    heading.current?.focus({ preventScroll: true })
    // The panel scrolls by itself: what is quoted has to be in sight in it.
    if (panel.current !== null) showMark(panel.current)
  }, [opened])
  const passage = asked.passages.find(({ id }) => id === opened.passage)
  if (passage === undefined) return null
  const quoted = asked.answer.sentences.flatMap(({ citations, place }, number) =>
    place !== null &&
    citations.includes(passage.id) &&
    (opened.sentence === null || opened.sentence === number)
      ? [place]
      : [],
  )
  return (
    <aside
      ref={panel}
      className="panel"
      aria-labelledby={id}
      onKeyDown={(event) => {
        if (event.key === 'Escape') close()
      }}
    >
      <div className="panel-head">
        <h2 id={id} ref={heading} tabIndex={-1}>
          <bdi>{visible(passage.title)}</bdi>
        </h2>
        <button type="button" onClick={close}>
          Close <kbd>Esc</kbd>
        </button>
      </div>
      {passage.headings.length > 0 && (
        <p className="small panel-path">{passage.headings.map(visible).join(' › ')}</p>
      )}
      <p className="passage">
        {keyed(markedParts(passage.text, quoted)).map(({ key, one: { text, marked } }) =>
          marked ? <mark key={key}>{visible(text)}</mark> : <span key={key}>{visible(text)}</span>,
        )}
      </p>
      {quoted.length > 0 && <p className="small">Underlined: what the answer quotes.</p>}
      <SourceFacts passage={passage} />
    </aside>
  )
}

/** Scrolls to the first marked words, unless they are in sight already. */
function showMark(panel: HTMLElement): void {
  const mark = panel.querySelector('mark')
  if (mark === null) return
  const { top, bottom } = panel.getBoundingClientRect()
  const place = mark.getBoundingClientRect()
  if (place.top >= top && place.bottom <= bottom) return
  panel.scrollTop += place.top - top - (bottom - top) / 4
}

function SourceFacts({ passage: { date, url, licence, retraction } }: { readonly passage: CitedPassage }) {
  const address = openable(url)
  const facts = [
    ['Date', date],
    ['Licence', licence],
    ['Retraction', retraction],
    ['Address', url],
  ] as const
  return (
    <>
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <bdi>{value === null ? missing[name] : visible(value)}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      {address !== null && (
        <p>
          <a href={address} target="_blank" rel="noopener noreferrer">
            Open source <span className="small">(new tab)</span>
          </a>
        </p>
      )}
    </>
  )
}

const missing = {
  Date: 'not stated',
  Licence: 'not stated',
  Retraction: 'not checked: the source has no DOI',
  Address: 'none',
} as const

import { useRef } from 'react'
import type { PartEncounter } from '../../../src/server/contract/participant.ts'
import { ShownText } from '../../desk/shown/shown-text.tsx'
import type { Acting } from '../app.tsx'
import { StepPage } from '../parts/step-page.tsx'
import { ChatPart } from './chat/chat-part.tsx'
import { DecisionPart } from './decision/decision-part.tsx'
import { useScrolls } from './use-scrolls.ts'

/** A case: its text, the conversation or the usual means, and the decision. */
export function CasePage(props: Acting & { readonly encounter: PartEncounter }) {
  const { encounter } = props
  const { chat, control } = encounter
  const text = useRef<HTMLElement>(null)
  const scrolls = useScrolls(text)
  return (
    <>
      <nav className="jumps" aria-label="Parts of this page">
        <a href="#case">Case</a>
        {chat !== null && <a href="#conversation">Conversation</a>}
        {chat === null && control !== null && <a href="#means">What you may use</a>}
        <a href="#decision">Decision</a>
      </nav>
      <div className="case">
        <section
          ref={text}
          className="case-text"
          id="case"
          aria-label="The case"
          // What scrolls must be reachable by keyboard.
          tabIndex={scrolls ? 0 : -1}
        >
          <StepPage title={encounter.title} kicker={`Case ${encounter.number} of ${encounter.of}`}>
            <ShownText answer={encounter.text} under={1} />
            <p className="case-question">{encounter.question}</p>
          </StepPage>
        </section>
        <div className="case-work">
          {chat !== null && (
            <ChatPart {...props} encounter={encounter.id} chat={chat}>
              {(needed) => <DecisionPart {...props} needed={needed} />}
            </ChatPart>
          )}
          {chat === null && control !== null && (
            <section className="control" id="means" tabIndex={-1} aria-labelledby="means-title">
              <h2 id="means-title">What you may use</h2>
              <ShownText answer={control} under={2} />
            </section>
          )}
          {chat === null && <DecisionPart {...props} needed={null} />}
        </div>
      </div>
    </>
  )
}

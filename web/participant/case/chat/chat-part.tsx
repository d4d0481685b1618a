import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import type { PartChat } from '../../../../src/server/contract/participant.ts'
import { plainText } from '../../../desk/shown/sentences.ts'
import type { Acting } from '../../app.tsx'
import type { ChatView } from '../../state/chat.ts'
import { useChat } from '../../state/use-chat.ts'
import { leftWords, type Needed, neededOf } from '../../words/chat-words.ts'
import { Composer } from './composer.tsx'
import { Turn, UnderWay } from './turns.tsx'

interface Props extends Acting {
  readonly encounter: string
  readonly chat: PartChat
  /** What comes after the conversation. @param needed What must be written and answered first. */
  readonly children: (needed: Needed) => ReactNode
}

/** The conversation about a case. Who answers is told nowhere. */
export function ChatPart({ encounter, chat: first, api, view: part, drafts, children }: Props) {
  const { chat, view } = useChat({
    encounter,
    chat: first,
    api,
    drafts,
    moved: part.show,
    lost: part.lose,
  })
  const list = useRef<HTMLOListElement>(null)
  const sending = view.under?.text ?? null
  useEffect(() => {
    // What was sent goes to the top of the window, with room below for what comes.
    if (sending !== null) list.current?.lastElementChild?.scrollIntoView({ block: 'nearest' })
  }, [sending])
  const { turns, ended } = view.chat
  const last = turns.at(-1)
  const unsent = sending === null ? 0 : 1
  const needed = neededOf(view.chat, unsent)
  return (
    <>
      <section className="chat" id="conversation" tabIndex={-1} aria-labelledby="conversation-title">
        <h2 id="conversation-title">Conversation</h2>
        {turns.length === 0 && sending === null && (
          <p className="small">
            Ask whatever would help you with this case, in your own words. Do not write anything about
            yourself or people you know.
          </p>
        )}
        <ol ref={list} className="turns">
          {turns.map((turn) => (
            <Turn
              key={turn.number}
              turn={turn}
              retry={
                turn.status === 'failed' && turn === last && view.under === null
                  ? () => chat.retry(turn.number)
                  : null
              }
            />
          ))}
          {view.under !== null && <UnderWay under={view.under} />}
        </ol>
        <Said view={view} />
        <div role="alert">{view.said !== null && <p className="notice">{view.said}</p>}</div>
        {ended === null ? (
          <Composer
            text={view.draft}
            longest={view.chat.maxCharacters}
            busy={view.under !== null}
            write={chat.write}
            send={chat.send}
            note={leftWords(Math.max(0, view.chat.left - unsent), needed)}
          />
        ) : (
          <p className="notice calm">{ended}</p>
        )}
      </section>
      {children(needed)}
    </>
  )
}

/** The conversation for those who hear it: that an answer comes, and the whole of it once it is there. */
function Said({ view }: { readonly view: ChatView }) {
  const { under, chat } = view
  const phase = under?.phase ?? null
  const last = chat.turns.at(-1)
  const heard = useRef(chat.turns.length)
  const words = useMemo(() => {
    if (phase === 'away') return 'There is no connection. It is tried again.'
    if (phase !== null) return phase === 'arriving' ? 'The answer is arriving.' : 'The answer is on its way.'
    if (last === undefined || last.role !== 'arm' || chat.turns.length <= heard.current) return ''
    return last.status === 'failed' ? 'No answer came.' : `Answer: ${plainText(last.content.blocks)}`
  }, [phase, last, chat.turns.length])
  const [said, setSaid] = useState('')
  useEffect(() => {
    setSaid(words)
    // Once it was read out it is gone, so that nobody who reads on meets the answer twice.
    const timer = setTimeout(() => setSaid(''), 3000)
    return () => clearTimeout(timer)
  }, [words])
  return (
    <p role="status" className="hidden">
      {said}
    </p>
  )
}

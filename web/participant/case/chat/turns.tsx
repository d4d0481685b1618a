import { lazy, Suspense } from 'react'
import type { PartTurn } from '../../../../src/server/contract/participant.ts'
import { ShownText } from '../../../desk/shown/shown-text.tsx'
import type { Under } from '../../state/chat.ts'
import { statusWords } from '../../words/chat-words.ts'

// Reading markdown takes as much code as the rest of the page, and is needed for what arrives alone.
const Arriving = lazy(() => import('./arriving.tsx'))

interface Props {
  readonly turn: PartTurn
  /** Null where it cannot be asked for again. */
  readonly retry: (() => void) | null
}

/** A message or an answer. */
export function Turn({ turn, retry }: Props) {
  const words = statusWords(turn.status)
  // Told below, as long as it is waited for.
  if (turn.status === 'waiting') return null
  return (
    <li className={`turn ${turn.role}`}>
      <Who of={turn.role} />
      {turn.content.blocks.length > 0 && <ShownText answer={turn.content} under={3} />}
      {words !== null && (
        <p className={turn.status === 'failed' ? 'turn-status failed' : 'turn-status'}>{words}</p>
      )}
      {retry !== null && (
        <button type="button" onClick={retry}>
          Ask for the answer again
        </button>
      )}
    </li>
  )
}

function Who({ of }: { readonly of: PartTurn['role'] }) {
  return <h3 className="who">{of === 'participant' ? 'You' : 'Answer'}</h3>
}

/** What is on its way: the message until it is on record, and the answer as far as it has come. */
export function UnderWay({ under }: { readonly under: Under }) {
  const { text, arriving, phase } = under
  return (
    <>
      {text !== null && (
        <li className="turn participant">
          <Who of="participant" />
          <div className="shown">
            <p dir="auto" className="prose">
              {text}
            </p>
          </div>
        </li>
      )}
      <li className="turn arm" aria-busy="true">
        <Who of="arm" />
        {arriving === '' ? (
          <p className={phase === 'away' ? 'turn-status away' : 'turn-status dots'}>
            {phase === 'away'
              ? 'There is no connection. It is tried again by itself, and nothing is lost.'
              : 'The answer is on its way'}
          </p>
        ) : (
          <Suspense fallback={<p className="shown prose">{arriving}</p>}>
            <Arriving text={arriving} />
          </Suspense>
        )}
      </li>
    </>
  )
}

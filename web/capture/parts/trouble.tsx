import { keyed } from '../../desk/parts/keyed.ts'
import type { Reply } from '../server/reply.ts'
import { problemWords, troubleWords } from '../words/problem-words.ts'

/** A reply that is no answer. */
export type Trouble = Exclude<Reply<never>, { readonly kind: 'ok' }>

interface Props {
  readonly trouble: Trouble | null
  /** Whether this browser keeps what was typed. */
  readonly kept?: boolean
}

/** What went wrong, and what to do. */
export function TroubleNotice({ trouble, kept = false }: Props) {
  return (
    <div role="alert">
      {trouble !== null && (
        <div className="notice">
          <Words trouble={trouble} kept={kept} />
        </div>
      )}
    </div>
  )
}

function Words({ trouble, kept }: { readonly trouble: Trouble; readonly kept: boolean }) {
  switch (trouble.kind) {
    case 'lost':
      return (
        <p>
          This browser is not let in, or not any more. A link opens once, so ask the organisers for a new one.
          {kept && ' What you typed is kept in this browser.'}
        </p>
      )
    case 'again':
      return <p>{troubleWords[trouble.why]}</p>
    case 'refused':
      return (
        <ul>
          {keyed(trouble.problems).map(({ key, one }) => (
            <li key={key}>{problemWords(one)}</li>
          ))}
        </ul>
      )
  }
}

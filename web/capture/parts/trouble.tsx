import { keyed } from '../../desk/parts/keyed.ts'
import type { Reply } from '../server/reply.ts'
import { problemWords, troubleWords } from '../words/problem-words.ts'

/** A reply that is no answer. */
export type Trouble = Exclude<Reply<never>, { readonly kind: 'ok' }>

/** What went wrong, and what to do. */
export function TroubleNotice({ trouble }: { readonly trouble: Trouble | null }) {
  return (
    <div role="alert">
      {trouble !== null && (
        <div className="notice">
          <Words trouble={trouble} />
        </div>
      )}
    </div>
  )
}

function Words({ trouble }: { readonly trouble: Trouble }) {
  switch (trouble.kind) {
    case 'lost':
      return (
        <p>
          Your session is over. Open your link again, or ask for a new one; what you typed is kept in this
          browser.
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

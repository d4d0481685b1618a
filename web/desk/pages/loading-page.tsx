import { troubleWords } from '../parts/notices.tsx'
import { SavedState } from '../parts/saved-state.tsx'
import type { DeskState } from '../state/desk-state.ts'
import { counted } from '../words/progress-words.ts'
import { PlainPage } from './plain-page.tsx'

/** Until the server has said who is here and what comes next. */
export function LoadingPage({ state }: { readonly state: DeskState }) {
  return (
    <PlainPage title="Review desk">
      <p role="status">{state.trouble === null ? 'Opening your review.' : troubleWords[state.trouble]}</p>
      {state.trouble === 'connection' && (
        <p>
          No question is kept in this browser, so marking waits for the connection.{' '}
          {state.kept > 0 && `Kept and not yet sent: ${counted(state.kept, 'change')}.`}
        </p>
      )}
      {(state.outbox?.waiting ?? 0) > 0 && (
        <>
          <p>What this browser kept goes first.</p>
          <SavedState outbox={state.outbox} />
        </>
      )}
    </PlainPage>
  )
}

/** Browsers keep nothing safely for a page that came without encryption. */
export function InsecurePage() {
  return (
    <PlainPage title="This page needs a secure address">
      <p>
        It came without encryption, and then a browser does not let it keep your marks safely. Please open the
        address that begins with https, or ask the organisers for it.
      </p>
    </PlainPage>
  )
}

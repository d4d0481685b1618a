import type { DeskController } from '../state/desk-controller.ts'
import type { DeskState } from '../state/desk-state.ts'
import { counted } from '../words/progress-words.ts'
import { PlainPage } from './plain-page.tsx'

/** The session is over. Nothing is lost; only the link can begin another one. */
export function LostPage({ state, desk }: { readonly state: DeskState; readonly desk: DeskController }) {
  const kept = Math.max(state.outbox?.waiting ?? 0, state.kept)
  return (
    <PlainPage title="Please come in again by a new link" kicker={state.desk?.title ?? 'Review desk'}>
      <p>
        The server no longer knows this page as yours: too much time has passed, the organisers sent you
        another link, or somebody else has come in by their own link in this browser.{' '}
        <strong>Nothing is lost.</strong>
      </p>
      <p>
        {kept === 0
          ? 'All your marks are on record.'
          : `Kept in this browser and not yet sent: ${counted(kept, 'change')}. This happens by itself once you are back.`}
      </p>
      <p>
        A link opens once, so ask the organisers for a new one, and open it in this same browser, in this tab
        or another one.
      </p>
      <p>
        <button type="button" className="primary" onClick={desk.wake}>
          I have opened a new link
        </button>
      </p>
    </PlainPage>
  )
}

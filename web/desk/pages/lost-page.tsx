import type { DeskController } from '../state/desk-controller.ts'
import type { DeskState } from '../state/desk-state.ts'
import { counted } from '../words/progress-words.ts'
import { PlainPage } from './plain-page.tsx'

/** The session is over. Nothing is lost; only the link can begin another one. */
export function LostPage({ state, desk }: { readonly state: DeskState; readonly desk: DeskController }) {
  const kept = Math.max(state.outbox?.waiting ?? 0, state.kept)
  return (
    <PlainPage title="Please open your link again" kicker={state.desk?.title ?? 'Review desk'}>
      <p>
        The server no longer knows this browser: too much time has passed, or the link was used elsewhere.{' '}
        <strong>Nothing is lost.</strong>
      </p>
      <p>
        {kept === 0
          ? 'All your marks are on record.'
          : `Kept in this browser and not yet sent: ${counted(kept, 'change')}. This happens by itself once you are back.`}
      </p>
      <p>
        Open the link from your invitation in this same browser, in this tab or another one. If it no longer
        works, ask the organisers for a new one.
      </p>
      <p>
        <button type="button" className="primary" onClick={desk.wake}>
          I have opened the link
        </button>
      </p>
    </PlainPage>
  )
}

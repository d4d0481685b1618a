import { Notices } from '../parts/notices.tsx'
import { SavedState } from '../parts/saved-state.tsx'
import type { DeskController } from '../state/desk-controller.ts'
import type { DeskState } from '../state/desk-state.ts'
import { progressWords } from '../words/progress-words.ts'
import { PlainPage } from './plain-page.tsx'

/** A stopping place: whether all is on record, and how to come back. */
export function PausePage({ state, desk }: { readonly state: DeskState; readonly desk: DeskController }) {
  const waiting = state.outbox?.waiting ?? 0
  return (
    <PlainPage title="You can stop here" kicker={state.desk?.title}>
      {state.progress !== null && <p>{progressWords(state.progress)}.</p>}
      <SavedState outbox={state.outbox} />
      <p>
        {waiting === 0
          ? 'Everything is on record. Close this page whenever you like; this page in this browser brings you back to the same question.'
          : 'Your marks are kept in this browser and not all on record yet. Leave this page open until it says “Saved”, or open it in this browser again later: they are sent then.'}
      </p>
      <Notices state={state} />
      <p>
        <button type="button" className="primary" onClick={() => desk.go({ kind: 'question' })}>
          Back to the question
        </button>
      </p>
    </PlainPage>
  )
}

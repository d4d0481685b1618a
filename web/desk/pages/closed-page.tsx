import { Notices } from '../parts/notices.tsx'
import { SavedState } from '../parts/saved-state.tsx'
import type { DeskController } from '../state/desk-controller.ts'
import type { DeskState } from '../state/desk-state.ts'
import { ConsentPart } from './consent-part.tsx'
import { PlainPage } from './plain-page.tsx'

/** The review has ended: nothing more is asked, and nothing can be changed. */
export function ClosedPage({ state, desk }: { readonly state: DeskState; readonly desk: DeskController }) {
  return (
    <PlainPage title="This review is closed" kicker={state.desk?.title}>
      <p>
        No more marks are taken, and those on record can no longer be changed. Thank you for your part in it.
      </p>
      <Notices state={state} />
      {(state.outbox?.waiting ?? 0) > 0 && <SavedState outbox={state.outbox} />}
      <ConsentPart state={state} desk={desk} />
    </PlainPage>
  )
}

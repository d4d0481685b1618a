import { ConsentForm } from '../parts/consent-form.tsx'
import type { DeskController } from '../state/desk-controller.ts'
import type { DeskState } from '../state/desk-state.ts'

/** The question about training on a page of words; nothing where the study does not ask it. */
export function ConsentPart({ state, desk }: { readonly state: DeskState; readonly desk: DeskController }) {
  if (state.desk?.asks.consent !== true) return null
  return (
    <>
      <h2>Use of your marks</h2>
      <ConsentForm state={state} desk={desk} />
      <p>
        Your part in this review does not depend on it. You can change it later; what you say last holds for
        all your marks and comments, those from before too.
      </p>
    </>
  )
}

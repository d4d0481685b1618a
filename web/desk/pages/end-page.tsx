import { Notices } from '../parts/notices.tsx'
import { SavedState } from '../parts/saved-state.tsx'
import type { DeskController } from '../state/desk-controller.ts'
import type { DeskState } from '../state/desk-state.ts'
import { counted } from '../words/progress-words.ts'
import { ConsentPart } from './consent-part.tsx'
import { GuessForm } from './guess-form.tsx'
import { PlainPage } from './plain-page.tsx'

/** Thanks, and the guess where one is asked. */
export function EndPage({ state, desk }: { readonly state: DeskState; readonly desk: DeskController }) {
  const done = state.progress?.done ?? 0
  const { guessing } = state
  return (
    <PlainPage title="Thank you" kicker={state.desk?.title}>
      <p>
        {done === 0
          ? 'There is nothing for you to mark right now.'
          : `You have marked ${counted(done, 'question')}, and nothing is left for you to do.`}
      </p>
      <SavedState outbox={state.outbox} />
      <Notices state={state} />
      {guessing?.sent === true && <p role="status">Your guess is noted. You can close this page.</p>}
      {guessing !== null && !guessing.sent && <GuessForm guessing={guessing} guess={desk.guess} />}
      <ConsentPart state={state} desk={desk} />
      {state.at < state.units.length && (
        <p>
          <button type="button" className="quiet" onClick={() => desk.go({ kind: 'question' })}>
            Look at the last question again
          </button>
        </p>
      )}
    </PlainPage>
  )
}

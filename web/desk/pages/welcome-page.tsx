import type { Desk } from '../../../src/server/contract/desk.ts'
import { KeySheet } from '../keys/shortcuts.tsx'
import { troubleWords } from '../parts/notices.tsx'
import type { DeskController } from '../state/desk-controller.ts'
import type { DeskState } from '../state/desk-state.ts'
import { lengthWords } from '../words/length-words.ts'
import { ConsentPart } from './consent-part.tsx'
import { PlainPage } from './plain-page.tsx'

interface Props {
  readonly state: DeskState
  readonly about: Desk
  readonly desk: DeskController
}

/** What the reviewer is in for, before the first question. */
export function WelcomePage({ state, about, desk }: Props) {
  const { asks } = about
  return (
    <PlainPage title={about.title} kicker={`Review desk. Welcome, ${about.reviewer}.`}>
      {about.sample && (
        <p className="sample">
          <strong>SAMPLE.</strong> This review is a sample; nothing in it is a real study.
        </p>
      )}
      <p>{lengthWords(about)}</p>
      <h2>What you will be asked</h2>
      <ul>
        <li>To read a question and the answers to it, and to mark them on what the study is about.</li>
        {asks.adequacy && <li>Whether you would act on each answer. This is apart from your other marks.</li>}
        {asks.unsafe && <li>To point out sentences that are unsafe, if there are any.</li>}
        {asks.guess && <li>At the very end, a guess of where some answers came from.</li>}
      </ul>
      <p>
        You are not told where an answer came from, and in what order answers stand is drawn at random.
        Practice questions say that they are practice, and do not count.
      </p>
      <h2>Saving, stopping and time</h2>
      <p>
        Every mark is saved at once, in this browser first and then at the server. You can stop at any
        question; this page in this browser brings you back to it. You can undo and change your marks.
      </p>
      <p>
        Your active time is measured: seconds in which a question is in view and you touched the page within
        the last minute. You see it below your marks.
      </p>
      {about.rulebook !== null && (
        <p>The rule-book (version {about.rulebook.version}) is always at hand at the top of the page.</p>
      )}
      <ConsentPart state={state} desk={desk} />
      <h2>Keys</h2>
      <KeySheet />
      <p>
        <button
          type="button"
          className="primary"
          aria-disabled={state.moving}
          onClick={() => void desk.begin()}
        >
          Begin
        </button>
      </p>
      <p role="status" className="small">
        {state.trouble === null ? '' : troubleWords[state.trouble]}
      </p>
    </PlainPage>
  )
}

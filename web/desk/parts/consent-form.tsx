import type { DeskController } from '../state/desk-controller.ts'
import type { DeskState } from '../state/desk-state.ts'
import { troubleWords } from './notices.tsx'

const choices = [
  { given: true, words: 'Yes' },
  { given: false, words: 'No' },
] as const

/** Asks whether the marks may be used for training. It has nothing to do with the review itself. */
export function ConsentForm({ state, desk }: { readonly state: DeskState; readonly desk: DeskController }) {
  const { given, saved } = state.consent
  return (
    <>
      <fieldset className="ask consent">
        <legend>May your marks and comments also be used to train and test models of the organisers?</legend>
        <div className="choices row of-2">
          {choices.map((choice) => (
            <label key={choice.words} className="choice">
              <input
                type="radio"
                name="consent"
                checked={given === choice.given}
                onChange={() => void desk.allow(choice.given)}
              />
              <span>{choice.words}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <p role="status" className="small">
        {consentWords(given, saved)}
        {!saved && state.trouble !== null && ` ${troubleWords[state.trouble]}`}
      </p>
    </>
  )
}

function consentWords(given: boolean | null, saved: boolean): string {
  if (given === null) return 'Not answered, which counts as no.'
  if (!saved) return 'Not saved yet.'
  return given ? 'Saved: they may be used.' : 'Saved: they will not be used.'
}

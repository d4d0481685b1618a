import type { DeskState } from '../state/desk-state.ts'
import { counted } from '../words/progress-words.ts'

export const troubleWords = {
  connection: 'There is no connection to the server. This page tries again by itself.',
  server: 'The server has a problem. This page tries again by itself.',
  busy: 'The server is busy. This page tries again in a moment.',
  role: 'This page is for reviewers, and you came in with another role. Owners and analysts find the study at /study.',
} as const

/** What the reviewer should know of marks that are not simply saved. */
export function Notices({ state }: { readonly state: DeskState }) {
  const refused = state.outbox?.refused ?? []
  const others = state.outbox?.others ?? 0
  const reasons = [...new Set(refused.map((one) => one.refused?.message ?? ''))]
  return (
    <>
      {state.offline && (
        <div className="notice" role="status">
          <p>
            <strong>You are offline, or the server cannot be reached.</strong> This question came from what
            your browser keeps. You can mark it: your marks are kept in this browser and sent when the
            connection is back. The next question needs the connection.
          </p>
        </div>
      )}
      {refused.length > 0 && (
        <div className="notice" role="alert">
          <p>
            <strong>{counted(refused.length, 'change')} the server did not take.</strong> Kept in this
            browser; tell the organisers. The reason:
          </p>
          <ul>
            {reasons.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </div>
      )}
      {state.unkept && (
        <div className="notice" role="alert">
          <p>
            This browser keeps nothing beyond this page, perhaps because the window is private. Leave the page
            only when it says “Saved”.
          </p>
        </div>
      )}
      {others > 0 && (
        <div className="notice">
          <p>
            Kept in this browser for another review: {counted(others, 'change')}. Open the link of that review
            again to send them.
          </p>
        </div>
      )}
    </>
  )
}

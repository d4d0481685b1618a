import { useState } from 'react'
import { KeyCap, KeySheet } from '../keys/shortcuts.tsx'
import type { DeskController } from '../state/desk-controller.ts'
import type { DeskState } from '../state/desk-state.ts'
import { progressWords } from '../words/progress-words.ts'
import { ConsentForm } from './consent-form.tsx'
import { Dialog } from './dialog.tsx'
import { RulebookDrawer } from './rulebook-drawer.tsx'
import { SavedState } from './saved-state.tsx'

interface Props {
  readonly state: DeskState
  readonly sheetOpen: boolean
  readonly openSheet: (open: boolean) => void
  readonly desk: DeskController
  readonly stop: () => void
}

/** Title, how far it is, whether all is saved, and what can be opened from here. */
export function TopBar({ state, sheetOpen, openSheet, desk: controller, stop }: Props) {
  const [bookOpen, openBook] = useState(false)
  const [consentOpen, openConsent] = useState(false)
  const { desk, progress } = state
  const rulebook = desk?.rulebook ?? null
  return (
    <header className="top">
      <div className="top-words">
        <h1>
          {desk?.sample === true && <span className="sample-tag">Sample</span>} {desk?.title}
        </h1>
        <div className="top-state">
          {progress !== null && (
            <p className="progress">
              {progress.total !== null && progress.total > 0 && (
                <progress aria-label="Questions done" value={progress.done} max={progress.total} />
              )}
              {progressWords(progress)}
            </p>
          )}
          <SavedState outbox={state.outbox} />
        </div>
      </div>
      <div className="top-buttons">
        {rulebook !== null && (
          <button type="button" className="quiet" onClick={() => openBook(true)}>
            Rule-book
          </button>
        )}
        <button type="button" className="quiet" onClick={() => openSheet(true)}>
          Keys <KeyCap of="?" />
        </button>
        {desk?.asks.consent === true && (
          <button type="button" className="quiet" onClick={() => openConsent(true)}>
            Use of your marks
          </button>
        )}
        <button type="button" className="quiet" onClick={stop}>
          Stop here
        </button>
      </div>
      {bookOpen && rulebook !== null && <RulebookDrawer rulebook={rulebook} close={() => openBook(false)} />}
      {consentOpen && (
        <Dialog title="Use of your marks" kind="sheet" close={() => openConsent(false)}>
          <ConsentForm state={state} desk={controller} />
          <p>What you say last holds for all your marks and comments, those from before too.</p>
        </Dialog>
      )}
      {sheetOpen && (
        <Dialog title="Keys" kind="sheet" close={() => openSheet(false)}>
          <KeySheet />
        </Dialog>
      )}
    </header>
  )
}

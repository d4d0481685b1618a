import { useState } from 'react'
import { KeyCap, KeySheet } from '../keys/shortcuts.tsx'
import type { DeskState } from '../state/desk-state.ts'
import { progressWords } from '../words/progress-words.ts'
import { Dialog } from './dialog.tsx'
import { RulebookDrawer } from './rulebook-drawer.tsx'
import { SavedState } from './saved-state.tsx'

interface Props {
  readonly state: DeskState
  readonly sheetOpen: boolean
  readonly openSheet: (open: boolean) => void
  readonly stop: () => void
}

/** Title, how far it is, whether all is saved, and what can be opened from here. */
export function TopBar({ state, sheetOpen, openSheet, stop }: Props) {
  const [bookOpen, openBook] = useState(false)
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
        <button type="button" className="quiet" onClick={stop}>
          Stop here
        </button>
      </div>
      {bookOpen && rulebook !== null && <RulebookDrawer rulebook={rulebook} close={() => openBook(false)} />}
      {sheetOpen && (
        <Dialog title="Keys" kind="sheet" close={() => openSheet(false)}>
          <KeySheet />
        </Dialog>
      )}
    </header>
  )
}

import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'
import type { Notes } from '../state/notes.ts'
import { keySheet } from './key-map.ts'

interface Shortcuts {
  readonly on: boolean
  readonly turn: (on: boolean) => void
}

const ShortcutsContext = createContext<Shortcuts>({ on: true, turn: () => {} })

/** Whether single keys do something. Some people speak or tremble, and must be able to switch them off. */
export const useShortcuts = () => useContext(ShortcutsContext)

export function ShortcutsProvider({
  notes,
  children,
}: {
  readonly notes: Notes
  readonly children: ReactNode
}) {
  const [on, setOn] = useState(notes.shortcuts)
  const value = useMemo(
    () => ({
      on,
      turn: (next: boolean) => {
        notes.keepShortcuts(next)
        setOn(next)
      },
    }),
    [on, notes],
  )
  return <ShortcutsContext value={value}>{children}</ShortcutsContext>
}

/** The key of a button, printed on it; nothing where keys are switched off. */
export function KeyCap({ of }: { readonly of: string | null }) {
  const { on } = useShortcuts()
  return on && of !== null ? (
    <span className="key" aria-hidden="true">
      {of}
    </span>
  ) : null
}

export function KeySheet() {
  const { on, turn } = useShortcuts()
  return (
    <>
      <dl className="keys">
        {keySheet.map(({ key, does }) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <label className="switch">
        <input type="checkbox" checked={on} onChange={(event) => turn(event.target.checked)} />
        Single keys work (they rest while you type)
      </label>
    </>
  )
}

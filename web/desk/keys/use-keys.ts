import { useEffect } from 'react'
import { type KeyAction, type KeyPlace, keyAction } from './key-map.ts'

/** Listens for the keys of the question page while it is shown. */
export function useKeys(shortcuts: boolean, act: (action: KeyAction) => void): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const altGraph = event.getModifierState('AltGraph')
      const action = keyAction(
        {
          key: event.key,
          modified: event.metaKey || (!altGraph && (event.ctrlKey || event.altKey)),
          repeated: event.repeat,
          composing: event.isComposing,
          place: placeOf(event.target),
        },
        shortcuts,
      )
      if (action === null) return
      event.preventDefault()
      act(action)
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [shortcuts, act])
}

function placeOf(target: EventTarget | null): KeyPlace {
  if (!(target instanceof Element)) return 'page'
  if (target.closest('dialog, [data-keys="own"]') !== null) return 'own'
  if (
    target.closest('textarea, select, [contenteditable], input:not([type="radio"], [type="checkbox"])') !==
    null
  ) {
    return 'typing'
  }
  return target.closest('button, a[href], summary') === null ? 'page' : 'control'
}

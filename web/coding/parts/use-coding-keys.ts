import { useEffect } from 'react'
import type { CodingTask } from '../../../src/server/contract/coding.ts'
import { type CodingKey, codingKey } from '../key-map.ts'

/** Listens for the keys of a text while it is shown. Enter stays with a button or a summary that has the focus. */
export function useCodingKeys(on: boolean, task: CodingTask, act: (key: CodingKey) => void): void {
  useEffect(() => {
    if (!on) return
    const listen = (event: KeyboardEvent) => {
      if (event.repeat || event.isComposing || event.metaKey || event.ctrlKey || event.altKey) return
      const onControl = event.target instanceof Element && event.target.closest('button, summary') !== null
      const action = codingKey(event.key, task)
      if (action === null || (action.kind === 'save' && onControl)) return
      event.preventDefault()
      act(action)
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  })
}

import { type KeyboardEvent, useEffect, useRef } from 'react'
import type { UnsafeLevel } from '../form/task-state.ts'
import { KeyCap } from '../keys/shortcuts.tsx'

export const unsafeLevels: readonly {
  readonly level: UnsafeLevel
  readonly words: string
  readonly key: string
}[] = [
  { level: 'minor', words: 'Minor', key: '1' },
  { level: 'moderate', words: 'Moderate', key: '2' },
  { level: 'severe', words: 'Severe', key: '3' },
]

interface Props {
  /** Whose sentences these are, as in `answer A`. */
  readonly whose: string
  readonly sentences: readonly string[]
  readonly at: number
  readonly level: UnsafeLevel | null
  readonly go: (sentence: number) => void
  readonly mark: (level: UnsafeLevel | null) => void
  readonly close: () => void
}

/** Chooses a sentence and says how unsafe it is; works by pointer and with keys of its own. */
export function UnsafeStrip({ whose, sentences, at, level, go, mark, close }: Props) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    box.current?.focus({ preventScroll: true })
  }, [])
  const step = (by: number) => go(Math.min(sentences.length - 1, Math.max(0, at + by)))
  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return
    const byKey = unsafeLevels.find((one) => one.key === event.key)
    if (event.key === 'ArrowDown' || event.key === 'ArrowRight') step(1)
    else if (event.key === 'ArrowUp' || event.key === 'ArrowLeft') step(-1)
    else if (event.key === 'Escape') close()
    else if (byKey !== undefined) mark(byKey.level)
    else if (event.key === '0') mark(null)
    else return
    event.preventDefault()
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields
    <div
      ref={box}
      className="strip"
      role="group"
      aria-label={`Unsafe sentence of ${whose}`}
      data-keys="own"
      tabIndex={-1}
      onKeyDown={press}
    >
      <p className="strip-quote" aria-live="polite">
        <span className="small">
          Sentence {at + 1} of {sentences.length}
        </span>{' '}
        “{sentences[at]}”
      </p>
      <div className="strip-buttons">
        <button type="button" className="quiet" onClick={() => step(-1)} disabled={at === 0}>
          Previous{' '}
          <span className="key" aria-hidden="true">
            ←
          </span>
        </button>
        <button
          type="button"
          className="quiet"
          onClick={() => step(1)}
          disabled={at === sentences.length - 1}
        >
          Following{' '}
          <span className="key" aria-hidden="true">
            →
          </span>
        </button>
        {unsafeLevels.map((one) => (
          <button
            key={one.level}
            type="button"
            className="level"
            aria-pressed={level === one.level}
            onClick={() => mark(one.level)}
          >
            {one.words} <KeyCap of={one.key} />
          </button>
        ))}
        <button type="button" className="quiet" onClick={() => mark(null)} disabled={level === null}>
          Not unsafe <KeyCap of="0" />
        </button>
        <button type="button" className="quiet" onClick={close}>
          Close{' '}
          <span className="key" aria-hidden="true">
            Esc
          </span>
        </button>
      </div>
    </div>
  )
}

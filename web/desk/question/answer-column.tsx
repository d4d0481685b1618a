import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { ShownAnswer } from '../../../src/review/shown/shown-answer.ts'
import type { TaskForm } from '../../../src/server/contract/desk.ts'
import type { UnsafeLevel } from '../form/task-state.ts'
import { sentenceTexts } from '../shown/sentences.ts'
import { ShownText } from '../shown/shown-text.tsx'
import { UnsafeStrip } from './unsafe-strip.tsx'

interface Props {
  /** Heading: `Answer A`. */
  readonly name: string
  readonly answer: ShownAnswer
  /** Marks on this answer's sentences; null where they are not asked. */
  readonly unsafe: TaskForm['unsafe'] | null
  readonly mark: (sentence: number, level: UnsafeLevel | null) => void
}

export function AnswerColumn({ name, answer, unsafe, mark }: Props) {
  const column = useRef<HTMLElement>(null)
  const opener = useRef<HTMLButtonElement>(null)
  const [at, setAt] = useState<number | null>(null)
  const sentences = useMemo(() => sentenceTexts(answer), [answer])
  const markable = unsafe !== null && sentences.length > 0
  const levelOf = useCallback(
    (sentence: number) => unsafe?.find((one) => one.sentence === sentence)?.level ?? null,
    [unsafe],
  )
  useSentenceClicks(column, markable, setAt)
  useEffect(() => {
    if (at !== null)
      column.current?.querySelector(`[data-sentence="${at}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [at])
  const dress = (sentence: number) => {
    const level = levelOf(sentence)
    const classes = [level === null ? '' : `unsafe ${level}`, sentence === at ? 'pointed' : '']
      .join(' ')
      .trim()
    return classes === '' ? undefined : classes
  }
  return (
    <article ref={column} className={markable ? 'answer markable' : 'answer'} aria-label={name}>
      <h2>{name}</h2>
      <ShownText answer={answer} under={2} dress={dress} />
      {markable && (
        <div className="unsafe-part">
          <UnsafeList unsafe={unsafe} sentences={sentences} remove={(sentence) => mark(sentence, null)} />
          <button ref={opener} type="button" className="quiet" onClick={() => setAt(0)} hidden={at !== null}>
            Mark an unsafe sentence
          </button>
        </div>
      )}
      {markable && at !== null && (
        <UnsafeStrip
          whose={name}
          sentences={sentences}
          at={at}
          level={levelOf(at)}
          go={setAt}
          mark={(level) => mark(at, level)}
          close={() => {
            setAt(null)
            // The button is hidden until the page is drawn again.
            requestAnimationFrame(() => opener.current?.focus())
          }}
        />
      )}
    </article>
  )
}

interface ListProps {
  readonly unsafe: TaskForm['unsafe']
  readonly sentences: readonly string[]
  readonly remove: (sentence: number) => void
}

function UnsafeList({ unsafe, sentences, remove }: ListProps) {
  if (unsafe.length === 0) return null
  return (
    <ul className="unsafe-list" aria-label="Sentences marked unsafe">
      {unsafe.map(({ sentence, level }) => (
        <li key={sentence}>
          <strong>{level[0]?.toUpperCase() + level.slice(1)}:</strong> “{sentences[sentence]}”{' '}
          <button type="button" className="quiet" onClick={() => remove(sentence)}>
            Remove
          </button>
        </li>
      ))}
    </ul>
  )
}

/** A click on a sentence points at it. The strip does the same by keyboard, so the text itself needs no key. */
function useSentenceClicks(
  column: { readonly current: HTMLElement | null },
  on: boolean,
  point: (sentence: number) => void,
) {
  useEffect(() => {
    const element = column.current
    if (!on || element === null) return
    const click = (event: MouseEvent) => {
      const found = event.target instanceof Element ? event.target.closest('[data-sentence]') : null
      const sentence = found?.getAttribute('data-sentence') ?? null
      // Selecting words to read or copy them is not pointing.
      if (sentence !== null && getSelection()?.isCollapsed !== false) point(Number(sentence))
    }
    element.addEventListener('click', click)
    return () => element.removeEventListener('click', click)
  }, [column, on, point])
}

import { useCallback, useEffect, useRef, useState } from 'react'
import { answerNames, unanswered } from '../form/asks.ts'
import { shownTask, type UnitState } from '../form/unit-state.ts'
import type { KeyAction } from '../keys/key-map.ts'
import { useShortcuts } from '../keys/shortcuts.tsx'
import { useKeys } from '../keys/use-keys.ts'
import { keyed } from '../parts/keyed.ts'
import { Notices } from '../parts/notices.tsx'
import { TopBar } from '../parts/top-bar.tsx'
import type { DeskController } from '../state/desk-controller.ts'
import type { DeskState } from '../state/desk-state.ts'
import { isStoppingPlace } from '../words/progress-words.ts'
import { AnswerColumn } from './answer-column.tsx'
import { MarksPanel } from './marks-panel.tsx'
import { Question } from './question.tsx'

interface Props {
  readonly state: DeskState
  readonly unit: UnitState
  readonly desk: DeskController
}

/** One question with the answers that are shown of it, and the marks. */
export function QuestionPage({ state, unit, desk }: Props) {
  const [sheetOpen, openSheet] = useState(false)
  const heading = useRef<HTMLHeadingElement>(null)
  const { task } = shownTask(unit)
  const shown = unit.unit.tasks[unit.shown]
  const { on } = useShortcuts()
  const act = useCallback(
    (action: KeyAction) => {
      if (action.kind === 'choose') desk.choose(action.key)
      else if (action.kind === 'next') void desk.next(false)
      else if (action.kind === 'unanswered') desk.toUnanswered()
      else if (action.kind === 'undo') desk.undo()
      else openSheet(true)
    },
    [desk],
  )
  useKeys(on, act)
  useTopOnNew(task.task, heading)

  const count = unit.unit.tasks.length
  const pairs = unit.unit.form === 'pairwise'
  const place = count === 1 ? '' : `, ${pairs ? 'pair' : 'answer'} ${unit.shown + 1} of ${count}`
  return (
    <>
      <TopBar
        state={state}
        sheetOpen={sheetOpen}
        openSheet={openSheet}
        desk={desk}
        stop={() => desk.go({ kind: 'pause' })}
      />
      <main className={pairs ? 'desk pairs' : 'desk single'}>
        <div className="notices">
          <Notices state={state} />
          {unit.unit.role === 'training' && (
            <p className="notice">
              <strong>Practice.</strong> This question does not count. Your marks are shown again afterwards.
            </p>
          )}
          {isStoppingPlace(state.doneInSitting) && (
            <p className="notice calm">
              {state.doneInSitting} questions done in one go: a good place to stop, if you like.{' '}
              <button type="button" className="quiet" onClick={() => desk.go({ kind: 'pause' })}>
                Stop here for now
              </button>
            </p>
          )}
        </div>
        <section className="question" aria-labelledby="question-heading">
          <h2 id="question-heading" ref={heading} tabIndex={-1}>
            Question{place}
          </h2>
          <Question question={unit.unit.question} />
        </section>
        <div className="answers">
          {keyed(shown?.answers ?? []).map(({ key, one }) => (
            <AnswerColumn
              key={`${task.task} ${key}`}
              name={shown?.answers.length === 1 ? 'Answer' : `Answer ${answerNames[key]}`}
              answer={one}
              unsafe={
                state.desk?.asks.unsafe === true
                  ? task.form.unsafe.filter((mark) => mark.answer === key)
                  : null
              }
              mark={(sentence, level) => desk.act({ kind: 'unsafe', answer: key, sentence, level })}
            />
          ))}
        </div>
        <MarksPanel state={state} unit={unit} desk={desk} gapsLeft={gapsOf(unit)} />
      </main>
    </>
  )
}

function gapsOf(unit: UnitState): number {
  const { task, asks } = shownTask(unit)
  return unanswered(task.form, asks).length
}

/** A new question begins at its top, with the focus there for those who listen. */
function useTopOnNew(task: string, heading: { readonly current: HTMLElement | null }) {
  const before = useRef<string | null>(null)
  useEffect(() => {
    if (before.current !== null && before.current !== task) {
      heading.current?.focus({ preventScroll: true })
      scrollTo(0, 0)
    }
    before.current = task
  }, [task, heading])
}

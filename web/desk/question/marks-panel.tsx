import { useEffect, useRef } from 'react'
import { inParts } from '../form/asks.ts'
import { onNext, shownTask, type UnitState } from '../form/unit-state.ts'
import { KeyCap } from '../keys/shortcuts.tsx'
import { troubleWords } from '../parts/notices.tsx'
import type { DeskController } from '../state/desk-controller.ts'
import type { DeskState } from '../state/desk-state.ts'
import { ActiveTime } from './active-time.tsx'
import { AskGroup } from './ask-group.tsx'
import { CriteriaList } from './criteria-list.tsx'

interface Props {
  readonly state: DeskState
  readonly unit: UnitState
  readonly desk: DeskController
  readonly gapsLeft: number
}

/** What is asked of the task that is shown, and the way on. */
export function MarksPanel({ state, unit, desk, gapsLeft }: Props) {
  const panel = useRef<HTMLElement>(null)
  const { task, asks } = shownTask(unit)
  useFocusMoves(panel, state.focusMoves, unit.focus)
  const last = unit.tasks.every((one, index) => index === unit.shown || one.complete)
  return (
    <section ref={panel} className="marks" aria-labelledby="marks-heading">
      <h2 id="marks-heading">Your marks</h2>
      {inParts(asks).map(({ part, asks: own }) =>
        part === null ? (
          own.map((ask) => (
            <AskGroup
              key={`${task.task} ${ask.id}`}
              ask={ask}
              form={task.form}
              current={unit.focus === ask.id}
              answer={(value) => desk.act({ kind: 'answer', ask, value })}
              focused={() => desk.focus(ask.id)}
            />
          ))
        ) : (
          <CriteriaList
            key={`${task.task} ${part.axis}`}
            part={part}
            asks={own}
            form={task.form}
            focus={unit.focus}
            answer={(ask, value) => desk.act({ kind: 'answer', ask, value })}
            focused={(ask) => desk.focus(ask.id)}
          />
        ),
      )}
      <label className="field">
        Comment, if you like
        <textarea
          rows={2}
          maxLength={5000}
          value={task.form.comment ?? ''}
          onChange={(event) => desk.act({ kind: 'comment', text: event.target.value })}
          onBlur={desk.flush}
        />
      </label>
      <div role="alert">
        {state.gaps > 0 && (
          <p className="gaps">
            {state.gaps === 1 ? 'One is not answered.' : `${state.gaps} are not answered.`}{' '}
            <button type="button" className="quiet" onClick={() => void desk.next(true)}>
              Go on without
            </button>
          </p>
        )}
      </div>
      <div className="onward">
        <button
          type="button"
          id={onNext}
          className="primary"
          aria-disabled={state.moving}
          onClick={() => void desk.next(false)}
        >
          {last ? 'Next question' : 'Next'} <KeyCap of="Enter" />
        </button>
        <button type="button" className="quiet" onClick={desk.toUnanswered}>
          Unanswered: {gapsLeft} <KeyCap of="U" />
        </button>
        <button type="button" className="quiet" onClick={desk.undo}>
          Undo <KeyCap of="Z" />
        </button>
        {unit.shown > 0 && (
          <button type="button" className="quiet" onClick={() => desk.show(unit.shown - 1)}>
            Answers before
          </button>
        )}
        {unit.shown === 0 && state.at > 0 && (
          <button type="button" className="quiet" onClick={desk.back}>
            Question before
          </button>
        )}
      </div>
      <p role="status" className="small">
        {onward(state)}
      </p>
      <ActiveTime read={desk.activeSeconds} />
    </section>
  )
}

/** What a key did, or why the next question is not there yet. */
function onward(state: DeskState): string {
  if (!state.moving) return state.said
  if (state.outbox?.phase === 'retrying') {
    return 'Your marks are kept in this browser. The next question comes by itself once they have been sent.'
  }
  if (state.trouble !== null) return troubleWords[state.trouble]
  return 'Getting the next question.'
}

function useFocusMoves(panel: { readonly current: HTMLElement | null }, moves: number, focus: string) {
  const before = useRef(moves)
  useEffect(() => {
    if (moves === before.current) return
    before.current = moves
    const target = panel.current?.querySelector(`[id="${CSS.escape(focus)}"]`)
    const radio = target?.querySelector('input:checked') ?? target?.querySelector('input') ?? target
    if (radio instanceof HTMLElement) radio.focus()
  }, [moves, focus, panel])
}

import type { TaskForm } from '../../../src/server/contract/desk.ts'
import type { TrainingFeedback } from '../../../src/server/contract/feedback.ts'
import { type Ask, saidTo } from '../form/asks.ts'
import type { UnitState } from '../form/unit-state.ts'
import { keyed } from '../parts/keyed.ts'
import { ShownText } from '../shown/shown-text.tsx'
import type { DeskController } from '../state/desk-controller.ts'
import type { DeskState } from '../state/desk-state.ts'
import { PlainPage } from './plain-page.tsx'

interface Props {
  readonly state: DeskState
  readonly done: UnitState
  readonly feedback: TrainingFeedback | null
  readonly desk: DeskController
}

/** After a practice question: the reviewer's marks beside those of the authors, and why. */
export function FeedbackPage({ state, done, feedback, desk }: Props) {
  return (
    <PlainPage title="Practice question done" kicker={state.desk?.title}>
      <p>
        {feedback?.tasks.some(({ expected }) => expected !== null) === true
          ? 'Your marks beside those of the study’s authors. They do not count in the study.'
          : 'These are your marks. They do not count in the study.'}
      </p>
      <p className="prose asked-text" dir="auto">
        {done.unit.question.turns.at(-1)?.text}
      </p>
      {keyed(done.tasks).map(({ key, one: task }) => {
        const said = feedback?.tasks.find((note) => note.task === task.task)
        return (
          <section key={task.task} aria-label={done.tasks.length === 1 ? 'Marks' : `Marks ${key + 1}`}>
            <Comparison asks={done.asks[key] ?? []} form={task.form} expected={said?.expected ?? null} />
            {said?.notes != null && (
              <>
                <h2>Notes</h2>
                <ShownText answer={said.notes} under={2} />
              </>
            )}
          </section>
        )
      })}
      <p>
        <button
          type="button"
          className="primary"
          aria-disabled={state.moving}
          onClick={() => void desk.afterFeedback()}
        >
          Go on
        </button>
      </p>
    </PlainPage>
  )
}

interface ComparisonProps {
  readonly asks: readonly Ask[]
  readonly form: TaskForm
  readonly expected: Pick<TaskForm, 'marks' | 'adequate'> | null
}

function Comparison({ asks, form, expected }: ComparisonProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <div className="scroll" role="group" aria-label="Table of marks" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">Asked</th>
            <th scope="col">You</th>
            {expected !== null && <th scope="col">Authors</th>}
          </tr>
        </thead>
        <tbody>
          {asks.map((ask) => (
            <tr key={ask.id}>
              <th scope="row">{ask.label}</th>
              <td>{words(ask, form)}</td>
              {expected !== null && <td>{words(ask, { ...form, ...expected })}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function words(ask: Ask, form: TaskForm): string {
  const choice = ask.choices.find((one) => one.value === saidTo(form, ask))
  return choice === undefined ? 'Not answered' : `${choice.label}${choice.more}`
}

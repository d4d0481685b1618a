import { useId } from 'react'
import type { TaskForm } from '../../../src/server/contract/desk.ts'
import type { Ask, AskPart, AskValue } from '../form/asks.ts'
import { AskGroup } from './ask-group.tsx'

interface Props {
  readonly part: AskPart
  /** Its criteria, in their order. */
  readonly asks: readonly Ask[]
  readonly form: TaskForm
  readonly focus: string
  readonly answer: (ask: Ask, value: AskValue) => void
  readonly focused: (ask: Ask) => void
}

/** The criteria of an axis, each to be called met or not met. */
export function CriteriaList({ part, asks, form, focus, answer, focused }: Props) {
  const heading = useId()
  return (
    <section className="criteria" aria-labelledby={heading}>
      <h3 id={heading}>
        {part.label}
        {part.question !== null && <span className="ask-question"> {part.question}</span>}
      </h3>
      <p className="small">
        A line is met where the answer does what it says, be that good or bad. Judge each line by itself.
      </p>
      <ol>
        {asks.map((ask) => (
          <li key={ask.id}>
            <AskGroup
              ask={ask}
              form={form}
              current={focus === ask.id}
              answer={(value) => answer(ask, value)}
              focused={() => focused(ask)}
            />
          </li>
        ))}
      </ol>
    </section>
  )
}

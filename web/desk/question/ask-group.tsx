import type { TaskForm } from '../../../src/server/contract/desk.ts'
import { type Ask, type AskValue, type Choice, saidTo } from '../form/asks.ts'
import { KeyCap } from '../keys/shortcuts.tsx'

interface Props {
  readonly ask: Ask
  readonly form: TaskForm
  /** Whether a digit answers this one. */
  readonly current: boolean
  readonly answer: (value: AskValue) => void
  readonly focused: () => void
}

/** One ask with its choices: a group of radio buttons that print their keys. */
export function AskGroup({ ask, form, current, answer, focused }: Props) {
  const value = saidTo(form, ask)
  return (
    <fieldset id={ask.id} className={current ? 'ask current' : 'ask'} onFocus={focused}>
      <legend>
        {ask.label}
        {ask.question !== null && <span className="ask-question"> {ask.question}</span>}
      </legend>
      <div className={`choices ${ask.layout} of-${Math.min(ask.choices.length, 6)}`}>
        {ask.choices.map((choice) => (
          <ChoiceButton
            key={String(choice.value)}
            name={ask.id}
            choice={choice}
            chosen={choice.value === value}
            choose={() => answer(choice.value)}
          />
        ))}
      </div>
    </fieldset>
  )
}

interface ChoiceProps {
  readonly name: string
  readonly choice: Choice
  readonly chosen: boolean
  readonly choose: () => void
}

function ChoiceButton({ name, choice, chosen, choose }: ChoiceProps) {
  // A number that is its own key needs no second one beside it.
  const key = choice.label === choice.key ? null : choice.key
  return (
    <label className="choice">
      <input type="radio" name={name} checked={chosen} onChange={choose} />
      <KeyCap of={key} />
      <span>
        {choice.label}
        <span className="hidden">{choice.more}</span>
      </span>
    </label>
  )
}

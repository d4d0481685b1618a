import { type FormEvent, useState } from 'react'
import { answerNames } from '../form/asks.ts'
import { keyed } from '../parts/keyed.ts'
import { ShownText } from '../shown/shown-text.tsx'
import type { Guessing } from '../state/desk-state.ts'

interface Props {
  readonly guessing: Guessing
  readonly guess: (guesses: readonly TaskGuess[]) => void
}

export interface TaskGuess {
  readonly task: string
  readonly guesses: readonly (string | null)[]
}

const cannotTell = ''

/** One guess for each answer of the last question, so that the study can say whether its blinding held. */
export function GuessForm({ guessing, guess }: Props) {
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>({})
  const { unit, choices } = guessing
  const several = unit.tasks.length > 1
  const send = (event: FormEvent) => {
    event.preventDefault()
    guess(
      unit.tasks.map(({ task, answers }) => ({
        task,
        guesses: answers.map((_, index) => chosen[`${task} ${index}`] || null),
      })),
    )
  }
  return (
    <form className="guess" onSubmit={send}>
      <h2>Did you recognise an answer?</h2>
      <p>
        One last thing, about the last question you marked. Say where you believe each answer came from, or
        that you cannot tell; both help.
      </p>
      <p className="prose asked-text" dir="auto">
        {unit.question.turns.at(-1)?.text}
      </p>
      {keyed(unit.tasks).map(({ key: number, one: { task, answers } }) =>
        keyed(answers).map(({ key, one }) => {
          const id = `${task} ${key}`
          const name = ['Answer', answers.length > 1 ? answerNames[key] : '', several ? number + 1 : '']
            .filter((part) => part !== '')
            .join(' ')
          return (
            <section key={id} aria-label={name}>
              <details>
                <summary>{name}</summary>
                <ShownText answer={one} under={2} />
              </details>
              <label className="field">
                {name} came from
                <select
                  value={chosen[id] ?? cannotTell}
                  onChange={(event) => setChosen({ ...chosen, [id]: event.target.value })}
                >
                  <option value={cannotTell}>I cannot tell</option>
                  {choices.map((choice) => (
                    <option key={choice.id} value={choice.id}>
                      {choice.label}
                    </option>
                  ))}
                </select>
              </label>
            </section>
          )
        }),
      )}
      <p>
        <button type="submit" className="primary">
          Send
        </button>
      </p>
    </form>
  )
}

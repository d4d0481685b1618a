import { type FormEvent, useState } from 'react'
import type { DeskUnit } from '../../../src/server/contract/desk.ts'
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

/** Ids of choices by the task and the place of the answer. */
type Chosen = Readonly<Record<string, string>>

const cannotTell = ''

/** One guess for each answer of some questions, so that the study can say whether its blinding held. */
export function GuessForm({ guessing, guess }: Props) {
  const [chosen, setChosen] = useState<Chosen>({})
  const { units, choices } = guessing
  const send = (event: FormEvent) => {
    event.preventDefault()
    guess(
      units.flatMap((unit) =>
        unit.tasks.map(({ task, answers }) => ({
          task,
          guesses: answers.map((_, index) => chosen[`${task} ${index}`] || null),
        })),
      ),
    )
  }
  return (
    <form className="guess" onSubmit={send}>
      <h2>Did you recognise an answer?</h2>
      <p>
        One last thing, about{' '}
        {units.length === 1
          ? 'a question that you marked'
          : `${units.length} of the questions that you marked, drawn by lot`}
        . Say where you believe each answer came from, or that you cannot tell; both help.
      </p>
      {units.map((unit, index) => (
        <GuessedQuestion
          key={unit.unit}
          unit={unit}
          number={units.length === 1 ? null : index + 1}
          choices={choices}
          chosen={chosen}
          choose={(id, choice) => setChosen({ ...chosen, [id]: choice })}
        />
      ))}
      <p>
        <button type="submit" className="primary">
          Send
        </button>
      </p>
    </form>
  )
}

interface QuestionProps {
  readonly unit: DeskUnit
  /** Null where it is the only one. */
  readonly number: number | null
  readonly choices: Guessing['choices']
  readonly chosen: Chosen
  readonly choose: (id: string, choice: string) => void
}

function GuessedQuestion({ unit, number, choices, chosen, choose }: QuestionProps) {
  const several = unit.tasks.length > 1
  const question = number === null ? '' : `Question ${number}`
  return (
    <section aria-label={number === null ? 'Question' : question}>
      {number !== null && <h3>{question}</h3>}
      <p className="prose asked-text" dir="auto">
        {unit.question.turns.at(-1)?.text}
      </p>
      {keyed(unit.tasks).map(({ key: place, one: { task, answers } }) =>
        keyed(answers).map(({ key, one }) => {
          const id = `${task} ${key}`
          const name = ['Answer', answers.length > 1 ? answerNames[key] : '', several ? place + 1 : '']
            .filter((part) => part !== '')
            .join(' ')
          return (
            <section key={id} aria-label={number === null ? name : `${question}, ${name}`}>
              <details>
                <summary>{name}</summary>
                <ShownText answer={one} under={number === null ? 2 : 3} />
              </details>
              <label className="field">
                {name} came from
                {number !== null && <span className="hidden"> ({question})</span>}
                <select value={chosen[id] ?? cannotTell} onChange={(event) => choose(id, event.target.value)}>
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
    </section>
  )
}

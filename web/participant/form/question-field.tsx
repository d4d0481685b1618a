import type { ReactNode } from 'react'
import { type Question, usualCharacters } from './form-answers.ts'

interface Props {
  readonly question: Question
  readonly value: string | number | undefined
  /** What is wrong with it; null where nothing is. */
  readonly fault: string | null
  readonly change: (value: string | number | undefined) => void
}

/** A question of a form by its kind. */
export function QuestionField(props: Props) {
  switch (props.question.kind) {
    case 'choice':
      return <ChoiceField {...props} question={props.question} />
    case 'scale':
      return <ScaleField {...props} question={props.question} />
    case 'text':
      return <TextField {...props} question={props.question} />
  }
}

interface Of<K extends Question['kind']> extends Omit<Props, 'question'> {
  readonly question: Extract<Question, { readonly kind: K }>
}

function ChoiceField({ question, value, fault, change }: Of<'choice'>) {
  return (
    <Group question={question} fault={fault}>
      <div className="options">
        {question.options.map(({ id, label }) => (
          <label key={id} className="option">
            <input
              type="radio"
              name={question.id}
              checked={value === id}
              aria-invalid={fault !== null}
              onChange={() => change(id)}
            />
            <span>{label}</span>
          </label>
        ))}
      </div>
    </Group>
  )
}

/** Up to so many steps stand side by side; more are typed. */
const stepsShown = 11

function ScaleField({ question, value, fault, change }: Of<'scale'>) {
  const { min, max, anchors } = question
  const steps = Array.from(
    { length: Math.max(0, Math.min(stepsShown + 1, max - min + 1)) },
    (_, at) => min + at,
  )
  if (steps.length > stepsShown) {
    return (
      <Group question={question} fault={fault}>
        {anchors !== undefined && <Anchors low={`${min}: ${anchors.low}`} high={`${max}: ${anchors.high}`} />}
        <input
          type="number"
          className="number"
          aria-label={`A number from ${min} to ${max}`}
          aria-invalid={fault !== null}
          min={min}
          max={max}
          step={1}
          value={value ?? ''}
          onChange={(event) => {
            const number = event.target.valueAsNumber
            change(Number.isInteger(number) ? number : undefined)
          }}
        />
      </Group>
    )
  }
  return (
    <Group question={question} fault={fault}>
      {anchors !== undefined && <Anchors {...anchors} />}
      <div className="scale">
        {steps.map((step) => (
          <label key={step} className="option">
            <input
              type="radio"
              name={question.id}
              checked={value === step}
              aria-invalid={fault !== null}
              onChange={() => change(step)}
            />
            <span>
              {step}
              {anchors !== undefined && step === min && <span className="hidden">, {anchors.low}</span>}
              {anchors !== undefined && step === max && <span className="hidden">, {anchors.high}</span>}
            </span>
          </label>
        ))}
      </div>
    </Group>
  )
}

function Anchors({ low, high }: { readonly low: string; readonly high: string }) {
  return (
    <p className="anchors small" aria-hidden="true">
      <span>{low}</span>
      <span>{high}</span>
    </p>
  )
}

function TextField({ question, value, fault, change }: Of<'text'>) {
  const id = `question-${question.id}`
  return (
    <div className="asked">
      <label htmlFor={id} className="asked-words">
        {question.text}
        <Optional question={question} />
      </label>
      <textarea
        id={id}
        rows={3}
        maxLength={question.maxCharacters ?? usualCharacters}
        value={value ?? ''}
        aria-invalid={fault !== null}
        aria-describedby={fault === null ? undefined : `fault-${question.id}`}
        onChange={(event) => change(event.target.value)}
      />
      <Fault id={question.id} fault={fault} />
    </div>
  )
}

function Group({
  question,
  fault,
  children,
}: Pick<Props, 'question' | 'fault'> & { readonly children: ReactNode }) {
  return (
    <fieldset className="asked" aria-describedby={fault === null ? undefined : `fault-${question.id}`}>
      <legend className="asked-words">
        {question.text}
        <Optional question={question} />
      </legend>
      {children}
      <Fault id={question.id} fault={fault} />
    </fieldset>
  )
}

function Optional({ question }: Pick<Props, 'question'>) {
  return question.optional === true ? <span className="small"> (you may leave this out)</span> : null
}

/** What is wrong with an answer, below it. */
export function Fault({ id, fault }: { readonly id: string; readonly fault: string | null }) {
  return fault === null ? null : (
    <p id={`fault-${id}`} className="missing">
      {fault}
    </p>
  )
}

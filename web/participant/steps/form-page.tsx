import { type FormEvent, useRef, useState } from 'react'
import type { Acting } from '../app.tsx'
import { focusFault } from '../form/focus-fault.ts'
import { answersToSend, faultOf, type Question } from '../form/form-answers.ts'
import { QuestionField } from '../form/question-field.tsx'
import { StepPage } from '../parts/step-page.tsx'
import { Trouble } from '../parts/trouble.tsx'
import type { FormAnswers } from '../server/client.ts'
import { stepTitles } from '../words/step-words.ts'

interface Props extends Acting {
  readonly step: FormAnswers['step']
  readonly questions: readonly Question[]
}

const intro: Readonly<Record<FormAnswers['step'], string>> = {
  eligibility: 'Your answers say whether this study is made for you.',
  baseline: 'They help to say who took part.',
  attention: 'This shows that the page is read. It is not about the case.',
  questionnaire: 'You are nearly there.',
}

const grouping = 'They help to make groups that are alike, and to say who took part.'

/** A form of questions; what is typed survives a reload until it is sent. */
export function FormPage({ part, view, api, drafts, step, questions }: Props) {
  const [answers, setAnswers] = useState(() => drafts.form(step))
  const [tried, setTried] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (questions.some((question) => faultOf(question, answers) !== null)) return focusFault(form.current)
    const sent = await view.act(() => api.answers({ step, answers: answersToSend(questions, answers) }))
    if (sent) drafts.keepForm(step, null)
  }
  return (
    <StepPage title={stepTitles[step]}>
      <p>{step === 'baseline' && part.consent.asks.grouped ? grouping : intro[step]}</p>
      <form ref={form} noValidate onSubmit={submit}>
        {questions.map((question) => (
          <QuestionField
            key={question.id}
            question={question}
            value={answers[question.id]}
            fault={tried ? faultOf(question, answers) : null}
            change={(value) => {
              const { [question.id]: _, ...others } = answers
              const now = value === undefined ? others : { ...others, [question.id]: value }
              setAnswers(now)
              drafts.keepForm(step, now)
            }}
          />
        ))}
        <Trouble view={view} />
        <button type="submit" className="primary" disabled={view.busy}>
          Go on
        </button>
      </form>
    </StepPage>
  )
}

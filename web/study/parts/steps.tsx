import type { Study, StudyStep } from '../../../src/server/contract/study.ts'

/** Parts of this page where a step is done. */
const places: Partial<Record<StudyStep['id'], string>> = {
  names: '#names',
  open: '#review',
  people: '#people',
  marks: '#reviewers',
  unblind: '#unblind',
  results: '#results',
}

interface Props {
  readonly steps: readonly StudyStep[]
  readonly review: Study['state']['review']
}

/** The way to results: what is done, what comes next, and how. */
export function Steps({ steps, review }: Props) {
  const next = steps.find(({ done }) => !done)?.id
  return (
    <section aria-labelledby="steps-title">
      <h2 id="steps-title">{next === undefined ? 'Everything is done' : 'What is still to do'}</h2>
      <ol className="steps">
        {steps.map((step) => (
          <li key={step.id} className={step.done ? 'done' : step.id === next ? 'next' : undefined}>
            <Step
              step={step}
              place={step.id === 'unblind' && review !== 'blind' ? undefined : places[step.id]}
            />
          </li>
        ))}
      </ol>
    </section>
  )
}

interface StepProps {
  readonly step: StudyStep
  /** Where on this page it is done; undefined where it cannot be now. */
  readonly place: string | undefined
}

function Step({ step: { title, done, state, commands }, place }: StepProps) {
  return (
    <>
      <p>
        <span className="step-mark">{done ? 'done' : 'to do'}</span>
        {place === undefined || done ? (
          <span className="step-title">{title}</span>
        ) : (
          <a className="step-title" href={place}>
            {title}
          </a>
        )}
        {state !== '' && <span className="step-state">{state}</span>}
      </p>
      {!done &&
        commands.map((command) => (
          <pre key={command} className="command">
            <code>{command}</code>
          </pre>
        ))}
    </>
  )
}

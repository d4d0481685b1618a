import type { StudyStep } from '../../../src/server/contract/study.ts'

/** Parts of this page where a step is done. */
const places: Partial<Record<StudyStep['id'], string>> = {
  names: '#names',
  open: '#review',
  people: '#people',
  marks: '#reviewers',
  unblind: '#unblind',
  results: '#results',
}

/** The way to results: what is done, what comes next, and how. */
export function Steps({ steps }: { readonly steps: readonly StudyStep[] }) {
  const next = steps.find(({ done }) => !done)?.id
  return (
    <section aria-labelledby="steps-title">
      <h2 id="steps-title">{next === undefined ? 'Everything is done' : 'What is still to do'}</h2>
      <ol className="steps">
        {steps.map((step) => (
          <li key={step.id} className={step.done ? 'done' : step.id === next ? 'next' : undefined}>
            <Step step={step} />
          </li>
        ))}
      </ol>
    </section>
  )
}

function Step({ step: { id, title, done, state, commands } }: { readonly step: StudyStep }) {
  const place = places[id]
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

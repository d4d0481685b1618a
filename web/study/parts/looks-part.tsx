import type { StudyLooks } from '../../../src/server/contract/looks.ts'
import { dayAndTime } from '../../house/time-words.ts'
import { count } from '../words/number-words.ts'

/** Planned looks: what those that were taken said, and when the next one is due. */
export function LooksPart({ looks }: { readonly looks: StudyLooks }) {
  const { taken, planned } = looks
  return (
    <section aria-labelledby="looks">
      <h2 id="looks">Looks</h2>
      {taken.length > 0 && (
        <ul className="looks">
          {taken.map((look) => (
            <li key={look.number}>
              Look {look.number} of {planned}, {dayAndTime(look.at)}, at {count(look.marks)} of{' '}
              {count(look.due)} marks, taken by {look.name === null ? '' : `${look.name} `}
              <span className="pseudonym">{look.person.slice(0, 8)}</span>
              <ul>
                {look.said.map(({ hypothesis, kind, crossed }) => (
                  <li key={hypothesis}>
                    Hypothesis {hypothesis}, {kind}:{' '}
                    <strong>{crossed ? 'boundary crossed' : 'boundary not crossed: go on'}</strong>
                  </li>
                ))}
              </ul>
            </li>
          ))}
        </ul>
      )}
      <Next looks={looks} />
      <p className="small">
        A look says whether a boundary is crossed, and nothing else. The plan binds nobody to stop.
      </p>
    </section>
  )
}

function Next({ looks: { next, planned, command } }: { readonly looks: StudyLooks }) {
  switch (next.state) {
    case 'none':
      return null
    case 'complete':
      return <p>All marks are there: what is left is the last look, after unblinding.</p>
    case 'waiting':
      return (
        <p>
          Look {next.number} of {planned} is due at {count(next.needed ?? 0)} marks.
        </p>
      )
    case 'due':
      return (
        <>
          <p className="notice calm">
            Look {next.number} of {planned} is due: the marks that it was planned at are there.
          </p>
          {command !== null && (
            <pre className="command">
              <code>{command}</code>
            </pre>
          )}
        </>
      )
  }
}

import type { NameDecision, StudyNames } from '../../../src/server/contract/study.ts'

type Named = StudyNames['answers'][number]

interface Props {
  readonly named: Named
  readonly label: string
  /** Null where nothing can be decided now. */
  readonly decide: ((decision: NameDecision['decision']) => void) | null
}

const stateWords = {
  open: 'to be decided',
  cleared: 'shown as it is',
  masked: 'shown with “[name removed]”',
  excluded: 'not shown',
} as const

const choices = [
  { decision: 'mask', words: 'Remove the names', state: 'masked' },
  { decision: 'clear', words: 'Show as it is', state: 'cleared' },
  { decision: 'exclude', words: 'Do not show', state: 'excluded' },
] as const

const phrasesShown = 5

/** One answer with what was found in it. */
export function NamedAnswer({ named, label, decide }: Props) {
  const { question, findings, state } = named
  const place = `${question}, ${label}`
  return (
    <li>
      <p className="small">
        <strong>{place}</strong>: {stateWords[state]}
      </p>
      {findings.slice(0, phrasesShown).map(({ context, part, level }, index) => (
        <blockquote key={index}>
          {context.map(({ text, found }, at) =>
            found ? <mark key={at}>{text}</mark> : <span key={at}>{text}</span>,
          )}
          <span className="found-where">
            {level === 'self' ? 'says who it is' : 'names a system'}
            {part === 'text' ? '' : ', in a source'}
          </span>
        </blockquote>
      ))}
      {findings.length > phrasesShown && (
        <p className="small">and {findings.length - phrasesShown} more places.</p>
      )}
      {decide !== null && (
        <p className="decisions">
          {choices.map(({ decision, words, state: after }) => (
            <button
              key={decision}
              type="button"
              aria-label={`${words}: ${place}`}
              aria-pressed={state === after}
              onClick={() => decide(decision)}
            >
              {words}
            </button>
          ))}
        </p>
      )}
    </li>
  )
}

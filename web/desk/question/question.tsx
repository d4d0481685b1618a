import type { DeskUnit } from '../../../src/server/contract/desk.ts'
import { keyed } from '../parts/keyed.ts'

const speakers = { user: 'User', assistant: 'Assistant' } as const

/** What was asked, with its conversation, context and options. */
export function Question({ question }: { readonly question: DeskUnit['question'] }) {
  const { turns, context, options } = question
  return (
    <div className="asked">
      {context !== null && (
        <div className="context">
          <h3>Context</h3>
          <p className="prose">{context}</p>
        </div>
      )}
      {turns.length === 1 ? (
        <p className="prose asked-text" dir="auto">
          {turns[0]?.text}
        </p>
      ) : (
        <ol className="turns" aria-label="Conversation">
          {keyed(turns).map(({ key, one }) => (
            <li key={key} className={one.speaker}>
              <p className="speaker">{speakers[one.speaker]}</p>
              <p className="prose" dir="auto">
                {one.text}
              </p>
            </li>
          ))}
        </ol>
      )}
      {options.length > 0 && (
        <ul className="options" aria-label="Options">
          {options.map((option) => (
            <li key={option.label}>
              <span className="option-label">{option.label}</span> {option.text}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

import type { Part } from '../../../src/server/contract/participant.ts'
import { storedWords } from '../words/stores-words.ts'

interface Props {
  readonly consent: Part['consent']
  readonly level: 2 | 3
}

/** What is kept and what is not, in plain words. */
export function StoredList({ consent, level }: Props) {
  const { kept, notKept } = storedWords(consent)
  const Heading = `h${level}` as const
  return (
    <section className="stored">
      <Heading>What is stored</Heading>
      <p>Nothing before you agree. After that, under a random code and without your name:</p>
      <ul>
        {kept.map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
      {notKept.length > 0 && (
        <>
          <p>Not stored:</p>
          <ul>
            {notKept.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        </>
      )}
      <p>
        A cookie lets this browser come back to where you were, and what you are typing stays in this tab
        until it is sent. You can stop at any time and have your words and decisions deleted.
      </p>
    </section>
  )
}

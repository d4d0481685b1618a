import type { SaidProblem } from '../../../src/server/contract/problems.ts'
import type { Trouble } from '../server/client.ts'

const againWords = {
  connection: 'There is no connection to the server. Try again.',
  server: 'The server has a problem. Try again in a moment.',
  busy: 'Those were many questions at once. Wait a few seconds, then try again.',
} as const

/** What went wrong, and what to do. */
export function troubleWords(trouble: Trouble): string {
  switch (trouble.kind) {
    case 'lost':
      return 'This browser is not let in, or not any more. A link opens once, so ask for a new one.'
    case 'again':
      return againWords[trouble.why]
    case 'refused':
      return trouble.problems.map(problemWords).join(' ')
  }
}

function problemWords({ message, value, expected, remedy }: SaidProblem): string {
  return [
    message,
    ...(value ? [`Found ${value}.`] : []),
    ...(expected ? [`Expected ${expected}.`] : []),
    ...(remedy ? [remedy] : []),
  ].join(' ')
}

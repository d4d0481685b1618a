import type { SaidProblem } from '../../../src/server/contract/problems.ts'

/** How the page calls the fields of a capture file. */
const fieldWords: Readonly<Record<string, string>> = {
  answer: 'Answer',
  refused: 'Refusal',
  citations: 'Sources',
  product: 'Product',
  mode: 'Mode',
  version: 'Version',
  account: 'Kind of account',
  region: 'Region',
  captured_at: 'Time',
  capturedAt: 'Time',
  screenshot: 'Screenshot',
  screenshot_sha256: 'Screenshot',
  words: 'What differs',
}

/** One problem as a sentence or two: where, what, what was expected, what to do. */
export function problemWords({ message, field, expected, remedy }: SaidProblem): string {
  const place = fieldWords[field ?? '']
  return [
    place === undefined ? message : `${place}: ${message}`,
    ...(expected === null || expected === undefined ? [] : [`Expected ${expected}.`]),
    ...(remedy === undefined ? [] : [remedy]),
  ].join(' ')
}

export const troubleWords = {
  connection: 'There is no connection to the server. What you typed is kept; try again.',
  server: 'The server has a problem. What you typed is kept; try again.',
  busy: 'The server is busy. What you typed is kept; try again in a moment.',
} as const

/** `1 question`, `2 questions` */
export function counted(n: number, word: string): string {
  return `${n} ${word}${n === 1 ? '' : 's'}`
}

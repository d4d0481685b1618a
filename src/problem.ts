/**
 * A problem in what somebody gave us: a file, a protocol, a database, a command line.
 *
 * Problems are data, so that the command line, a page and the HTTP interface print the same sentence.
 */
export interface Problem {
  /** Stable upper-case identifier, for example `MARK_UNKNOWN_ARM`. Never reused for another meaning. */
  readonly code: string
  /** What is wrong, as one sentence without the place. */
  readonly message: string
  /** Where: a file with its line, a field of the protocol, a table. */
  readonly place: Place
  /** The offending value as it was written; null where there is none. */
  readonly value: string | null
  /** The legal values or range, in words; null where there is none to name. */
  readonly expected: string | null
  /** What the person should do next, as one sentence. */
  readonly remedy: string
}

export interface Place {
  readonly file?: string
  /** 1-based line of a text file, or 1-based row of a table without lines. */
  readonly line?: number
  /** Field, column or dotted path inside the file. */
  readonly field?: string
  /** What is kept in no file, in words of its own: `allocation 7`. */
  readonly record?: string
}

/** Carries one or more problems up to the front door that prints them. */
export class ProblemError extends Error {
  readonly problems: readonly Problem[]

  constructor(problems: readonly Problem[]) {
    super(problems.map(problemSentence).join('\n'))
    this.name = 'ProblemError'
    this.problems = problems
  }
}

const longestValueShown = 80

/** The sentence a person reads, the same at every front door. */
export function problemSentence(problem: Problem): string {
  const place = placeText(problem.place)
  const found = problem.value === null ? '' : ` Found ${JSON.stringify(shorten(problem.value))}.`
  const expected = problem.expected === null ? '' : ` Expected ${problem.expected}.`
  return `${place === '' ? '' : `${place}: `}${problem.message}${found}${expected} ${problem.remedy} [${problem.code}]`
}

/** `marks.csv, line 12, field choice`; empty where nothing is known of the place. */
export function placeText(place: Place): string {
  const parts: string[] = []
  if (place.file !== undefined) parts.push(place.file)
  if (place.line !== undefined) parts.push(`line ${place.line}`)
  if (place.field !== undefined && place.field !== '') parts.push(`field ${place.field}`)
  if (place.record !== undefined) parts.push(place.record)
  return parts.join(', ')
}

function shorten(value: string): string {
  return value.length <= longestValueShown ? value : `${value.slice(0, longestValueShown)}…`
}

/** Builds the error for a single problem; `value`, `expected` and `place` may be left out. */
export function problem(
  code: string,
  message: string,
  remedy: string,
  detail: { readonly place?: Place; readonly value?: string | null; readonly expected?: string | null } = {},
): ProblemError {
  return new ProblemError([
    {
      code,
      message,
      remedy,
      place: detail.place ?? {},
      value: detail.value ?? null,
      expected: detail.expected ?? null,
    },
  ])
}

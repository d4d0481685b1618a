import { trace } from '@opentelemetry/api'
import { errorCodeOf } from './spans.ts'

/**
 * What is told of a run: names of commands and routes, codes, numbers. There is no field for words of anybody, so that no
 * question, answer, name, address or key can stand in a log.
 */
export type LogEvent =
  | { readonly event: 'command.begun'; readonly command: string }
  | {
      readonly event: 'command.ended'
      readonly command: string
      readonly exitCode: number
      readonly seconds: number
    }
  | { readonly event: 'problem'; readonly codes: readonly string[] }
  | { readonly event: 'fault'; readonly error: string; readonly code: string | null }
  | {
      readonly event: 'http.request'
      readonly method: string
      readonly route: string
      readonly status: number
      readonly seconds: number
    }
  | { readonly event: 'call.ended'; readonly status: number; readonly seconds: number }
  | {
      readonly event: 'answers.collected'
      readonly answered: number
      readonly refused: number
      readonly failed: number
    }
  | {
      readonly event: 'job.ended'
      readonly job: string
      readonly end: 'done' | 'givenBack' | 'lost'
      readonly seconds: number
    }
  | { readonly event: 'marks.saved'; readonly marks: number; readonly refused: number }

const levels: Readonly<Partial<Record<LogEvent['event'], 'error' | 'warn'>>> = {
  fault: 'error',
  problem: 'warn',
}

let write: ((line: string) => void) | null = null

/** Begins to log one line of JSON for each event. @param to Null: nothing is logged, as at the start. */
export function logTo(to: ((line: string) => void) | null): void {
  write = to
}

/** Whether events are logged; words for people are then left out. */
export function isLogging(): boolean {
  return write !== null
}

export function logEvent(event: LogEvent): void {
  if (write === null) return
  const span = trace.getActiveSpan()?.spanContext()
  const { event: name, ...fields } = event
  const traced = span === undefined ? {} : { traceId: span.traceId, spanId: span.spanId }
  const line = {
    time: new Date().toISOString(),
    level: levels[name] ?? 'info',
    event: name,
    ...fields,
    ...traced,
  }
  write(JSON.stringify(line))
}

/** Something that went wrong inside: its class and its code, never its message. */
export function logFault(error: unknown): void {
  const name = error instanceof Error ? error.constructor.name : typeof error
  logEvent({ event: 'fault', error: name, code: errorCodeOf(error) })
}

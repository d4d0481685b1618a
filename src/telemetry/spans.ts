import { type Attributes, context, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'

const tracer = () => trace.getTracer('equipoise')

export interface SpanOptions {
  /** Numbers, names of routes and of kinds; never anything that somebody wrote. */
  readonly attributes?: Attributes
  readonly kind?: 'internal' | 'server' | 'client'
  /** A trace of its own, whatever runs now: a request is no part of the command that serves it. */
  readonly root?: boolean
}

const kinds = { internal: SpanKind.INTERNAL, server: SpanKind.SERVER, client: SpanKind.CLIENT } as const

/**
 * Runs a piece of work in a span; what it begins meanwhile is below it. Nothing is measured where no telemetry was started. Of an
 * error the span keeps the class and the code alone: its message may repeat what was asked.
 */
export async function inSpan<Result>(
  name: string,
  { attributes = {}, kind = 'internal', root = false }: SpanOptions,
  work: (span: Span) => Promise<Result>,
): Promise<Result> {
  const span = tracer().startSpan(name, { attributes, kind: kinds[kind], root })
  try {
    return await context.with(trace.setSpan(context.active(), span), () => work(span))
  } catch (error) {
    span.setAttributes(errorAttributes(error))
    span.setStatus({ code: SpanStatusCode.ERROR })
    throw error
  } finally {
    span.end()
  }
}

/** Does work that is told of by nobody's span: what a process does again and again while it waits. */
export function outsideSpans<Result>(work: () => Promise<Result>): Promise<Result> {
  return context.with(trace.deleteSpan(context.active()), work)
}

/** A span of something that is over, below what runs now. */
export function pastSpan(name: string, milliseconds: number, attributes: Attributes, failed: boolean): void {
  const end = Date.now()
  const span = tracer().startSpan(name, { attributes, kind: SpanKind.CLIENT, startTime: end - milliseconds })
  if (failed) span.setStatus({ code: SpanStatusCode.ERROR })
  span.end(end)
}

export function errorAttributes(error: unknown): Attributes {
  const code = errorCodeOf(error)
  return { 'error.type': code ?? (error instanceof Error ? error.constructor.name : 'unknown') }
}

/** A code such as `ECONNRESET` or `STORE_TIMEOUT`; null where the error has none that is a plain word. */
export function errorCodeOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('code' in error)) return null
  return typeof error.code === 'string' && /^[A-Z0-9_]{1,60}$/.test(error.code) ? error.code : null
}

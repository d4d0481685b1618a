import { type Counter, type Gauge, type Histogram, metrics, type UpDownCounter } from '@opentelemetry/api'

interface Measures {
  readonly requests: Histogram
  readonly calls: Histogram
  readonly inFlight: UpDownCounter
  readonly answers: Counter
  readonly marks: Counter
  readonly queue: UpDownCounter
  readonly jobs: Gauge
}

let made: Measures | null = null

/** Forgets what was made before telemetry was started, which measures nothing. */
export function renewMeasures(): void {
  made = null
}

function measures(): Measures {
  made ??= create()
  return made
}

function create(): Measures {
  const meter = metrics.getMeter('equipoise')
  return {
    requests: meter.createHistogram('http.server.request.duration', { unit: 's' }),
    calls: meter.createHistogram('equipoise.call.duration', { unit: 's', description: 'Calls of providers' }),
    inFlight: meter.createUpDownCounter('equipoise.calls.in_flight', { unit: '{call}' }),
    answers: meter.createCounter('equipoise.answers.collected', { unit: '{answer}' }),
    marks: meter.createCounter('equipoise.marks.saved', { unit: '{mark}' }),
    queue: meter.createUpDownCounter('equipoise.queue.depth', { unit: '{slot}' }),
    jobs: meter.createGauge('equipoise.queue.jobs', { unit: '{job}' }),
  }
}

/** @param route Its pattern, `/r/:token`, and never the address, which may hold a secret. */
export function requestEnded(method: string, route: string, status: number, seconds: number): void {
  measures().requests.record(seconds, {
    'http.request.method': method,
    'http.route': route,
    'http.response.status_code': status,
  })
}

export function callBegun(): void {
  measures().inFlight.add(1)
}

/** @param status Of the HTTP answer; 0 where there was none. */
export function callEnded(status: number, seconds: number): void {
  measures().inFlight.add(-1)
  measures().calls.record(seconds, { 'http.response.status_code': status })
}

export function answersCollected(status: 'answered' | 'refused' | 'failed', n: number): void {
  if (n > 0) measures().answers.add(n, { status })
}

/** Judgments that a reviewer's events made or corrected. */
export function marksSaved(n: number): void {
  if (n > 0) measures().marks.add(n)
}

/** Slots that wait for their call: how many more or fewer than told before. */
export function queueChanged(by: number): void {
  if (by !== 0) measures().queue.add(by)
}

/** Jobs of a kind in the queue of the database that are not done, as one worker sees them: every worker tells of the same. */
export function jobsInQueue(kind: string, n: number): void {
  measures().jobs.record(n, { kind })
}

import { setTimeout as sleep } from 'node:timers/promises'
import { waitMilliseconds } from '../../answers/collecting/backoff.ts'
import { providerError } from '../../arms/api/error-body.ts'
import { type Failure, failureOf, networkFailure, timeOutFailure } from '../../arms/api/failure.ts'
import { withoutKey } from '../../arms/api/key.ts'
import { send as sendOnce } from '../../arms/api/post.ts'
import { Stopped } from '../../learning/tuning/hosted/advance.ts'
import {
  CallInDoubt,
  type HostedReply,
  type HostedRequest,
  type Send,
} from '../../learning/tuning/hosted/service.ts'
import { ForbiddenAddress } from '../../network/guard.ts'
import { parsedJson } from '../../parsed-json.ts'
import { type ProblemError, problem } from '../../problem.ts'

export interface ClientSettings {
  readonly title: string
  readonly baseUrl: string
  readonly key: string
  readonly keyFrom: string
  /** Ends waits and calls that only look; a call that starts something is let to its end. */
  readonly signal: AbortSignal
  /** Seconds between two looks at a job; null: 2 at first, a minute at most. */
  readonly poll: number | null
}

const attempts = 7
const longestRetryMilliseconds = 60_000
const looksMilliseconds = 60_000
/** For a body that is a file. */
const uploadMilliseconds = 30 * 60_000
const longestReply = 32 * 1024 * 1024

/**
 * The HTTP client of services that tune models, on the one that arms are called with: same failures, same reading of
 * Retry-After, same keeping of the key out of every text.
 */
export function createSend(settings: ClientSettings): Send {
  return async (request) => {
    for (let attempt = 1; ; attempt++) {
      if (settings.signal.aborted) throw new Stopped()
      const outcome = await once(request, settings)
      if ('reply' in outcome) return outcome.reply
      const { failure, detail } = outcome
      // What was turned away for its rate did not start anything; of other failures nobody knows.
      const knownAsNotDone = failure.reason === 'rate-limited'
      if (failure.retry !== null && !request.repeatable && !knownAsNotDone) throw new CallInDoubt(detail)
      if (failure.retry === null || attempt === attempts) throw refusal(failure, detail, settings)
      await pause(attempt, failure.retry.afterMilliseconds, settings)
    }
  }
}

/** Waits between two looks at a job. @throws Stopped */
export function createWait({ poll, signal }: ClientSettings): (looks: number) => Promise<void> {
  const looking =
    poll === null
      ? { firstMilliseconds: 2000, longestMilliseconds: 60_000 }
      : { firstMilliseconds: poll * 1000, longestMilliseconds: poll * 1000 }
  return (looks) => interruptible(waitMilliseconds(looks + 1, null, Math.random(), looking), signal)
}

function pause(attempt: number, asked: number | null, settings: ClientSettings): Promise<void> {
  // Who wants to look more often than every second will not want to wait longer for the first look.
  const firstMilliseconds = Math.min(1000, (settings.poll ?? 1) * 1000)
  const backoff = { firstMilliseconds, longestMilliseconds: longestRetryMilliseconds }
  return interruptible(waitMilliseconds(attempt, asked, Math.random(), backoff), settings.signal)
}

async function interruptible(milliseconds: number, signal: AbortSignal): Promise<void> {
  await sleep(milliseconds, undefined, { signal }).catch(() => {
    throw new Stopped()
  })
}

type Outcome = { readonly reply: HostedReply } | { readonly failure: Failure; readonly detail: string }

async function once(request: HostedRequest, settings: ClientSettings): Promise<Outcome> {
  const { baseUrl, key } = settings
  const clean = (text: string) => withoutKey(text, key)
  const isFile = request.body !== null && typeof request.body !== 'string'
  const timeOut = AbortSignal.timeout(isFile ? uploadMilliseconds : looksMilliseconds)
  const signal = request.repeatable ? AbortSignal.any([settings.signal, timeOut]) : timeOut
  const chunks: Buffer[] = []
  let status = 0
  let headers = new Headers()
  let length = 0
  try {
    await sendOnce(
      {
        method: request.method,
        address: addressOf(request.to, baseUrl),
        headers: {
          accept: 'application/json',
          ...(request.contentType === null ? {} : { 'content-type': request.contentType }),
          ...(request.withKey ? { authorization: `Bearer ${key}` } : {}),
        },
        body: request.body,
        signal,
        // Where a file is to be put, the service says itself.
        configured: baseUrl,
      },
      {
        onHead: (code, _text, found) => {
          status = code
          headers = found
        },
        onPiece: (piece) => {
          length += piece.length
          if (length > longestReply) throw new Error('The answer is longer than 32 MiB.')
          chunks.push(piece)
        },
      },
    )
  } catch (error) {
    if (settings.signal.aborted && request.repeatable) throw new Stopped()
    const passing = timeOut.aborted ? timeOutFailure : networkFailure
    const failure = ForbiddenAddress.of(error) === null ? passing : { ...passing, retry: null }
    return { failure, detail: clean(error instanceof Error ? error.message : String(error)) }
  }
  const json = parsedJson(clean(Buffer.concat(chunks).toString('utf8')))
  if (status >= 200 && status < 400) return { reply: { status, headers, json } }
  const said = providerError(json)
  const detail = clean(said === null ? `HTTP ${status}` : `HTTP ${status}: ${said.message}`)
  return { failure: failureOf(status, headers, said, Date.now()), detail }
}

/** @throws ProblemError HOSTED_ADDRESS where a service sends files over a line that anybody can read. */
function addressOf(to: string, baseUrl: string): string {
  if (!/^https?:/i.test(to)) return baseUrl.replace(/\/+$/, '') + to
  if (to.startsWith('https:') || baseUrl.startsWith('http:')) return to
  throw problem(
    'HOSTED_ADDRESS',
    'The service asks for the file at an address without encryption; it was not sent.',
    'Ask the service.',
    { value: new URL(to).host, expected: 'https' },
  )
}

function refusal({ reason }: Failure, detail: string, { title, keyFrom }: ClientSettings): ProblemError {
  const value = detail
  switch (reason) {
    case 'authentication':
      return problem(
        'HOSTED_KEY',
        `${title} does not take the key.`,
        `Look at what ${keyFrom} holds, and what that key may do.`,
        { value },
      )
    case 'quota':
      return problem(
        'HOSTED_QUOTA',
        `${title} says that money or a quota has run out.`,
        'Look at the plan of your account.',
        { value },
      )
    case 'rejected':
      return problem(
        'HOSTED_REFUSED',
        `${title} refuses the request.`,
        'Read what it says; base model and numbers of --epochs and --beta are yours to choose.',
        { value },
      )
    default:
      return problem(
        'HOSTED_UNREACHABLE',
        `${title} cannot be reached, or is too busy, after ${attempts} attempts.`,
        'Go on later with `equipoise tune wait` and the folder of the run; nothing is started twice.',
        { value },
      )
  }
}

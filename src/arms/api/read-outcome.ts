import { ForbiddenAddress } from '../../network/guard.ts'
import { parsedJson } from '../../parsed-json.ts'
import type { PlannedSettings } from '../../protocol/planned-source.ts'
import type { ArmReply } from '../arm.ts'
import { noUsage } from '../reply.ts'
import { type Outcome, SettingsDropped } from './ask.ts'
import { documentsOf } from './documents.ts'
import { type ProviderError, providerError } from './error-body.ts'
import type { Exchange } from './exchange.ts'
import { failureOf, malformedFailure, networkFailure, timeOutFailure } from './failure.ts'
import { type SettingName, settingsRefusedBy } from './settings.ts'
import type { Ending, WireFacts, WireFormat } from './wire-format.ts'

type Read = Omit<ArmReply, 'settingsRefused' | 'limits' | 'seconds' | 'raw' | 'detail'> & {
  readonly detail: string | null
  /** Settings that the answer says the model does not take. */
  readonly settings: readonly SettingName[]
}

interface Evidence {
  readonly outcome: Outcome
  /** The last request; null where none was made. */
  readonly exchange: Exchange | null
  readonly format: WireFormat
  readonly asked: Partial<PlannedSettings>
  readonly aborted: boolean
  readonly now: number
}

const nothing = {
  text: null,
  citations: [],
  modelSnapshot: null,
  usage: noUsage,
  requestId: null,
  settings: [],
  detail: null,
} as const

/**
 * Says what became of a call. The order matters: what was not sent, what did not arrive, what the status says,
 * what is not in the published format, what the answer says of itself, and at last its text.
 */
export function readOutcome(evidence: Evidence): Read {
  const { outcome, exchange, format, aborted } = evidence
  const dropped = SettingsDropped.of(outcome.error)
  if (dropped !== null) {
    return {
      ...nothing,
      status: 'failed',
      reason: 'rejected',
      retry: null,
      settings: dropped.settings,
      detail: `${dropped.message} Nothing was sent.`,
    }
  }
  if (exchange === null) {
    return aborted
      ? { ...nothing, ...timeOutFailure }
      : { ...nothing, status: 'failed', reason: 'rejected', retry: null, detail: sentence(outcome.error) }
  }
  const forbidden = ForbiddenAddress.of(outcome.error)
  if (forbidden !== null)
    return { ...nothing, status: 'failed', reason: 'rejected', retry: null, detail: forbidden.message }
  const { status, headers } = exchange
  const requestId = headers?.get('x-request-id') ?? headers?.get('request-id') ?? null
  if (!exchange.whole) {
    const failure = aborted ? timeOutFailure : networkFailure
    return { ...nothing, ...failure, requestId, detail: aborted ? null : sentence(outcome.error) }
  }
  if (status === null || headers === null) return { ...nothing, ...networkFailure }
  if (status >= 300)
    return failed(evidence, status, headers, providerError(parsedJson(exchange.body)), requestId)
  const streamed = headers.get('content-type')?.startsWith('text/event-stream') ?? false
  const documents = documentsOf(exchange.body, headers.get('content-type'))
  if (documents === null) {
    return { ...nothing, ...malformedFailure, requestId, detail: 'The answer is not JSON.' }
  }
  const facts = format.facts(documents, streamed)
  const known = {
    modelSnapshot: facts.modelSnapshot,
    usage: facts.usage,
    requestId: requestId ?? facts.responseId,
  }
  if (facts.error !== null) {
    const error = providerError(facts.error)
    return { ...failed(evidence, status, headers, error, known.requestId), ...known }
  }
  if (facts.ending === 'cut-off') {
    return { ...nothing, ...networkFailure, ...known, detail: 'The stream ended before the answer did.' }
  }
  if (facts.ending === 'malformed' || (outcome.error !== null && !isSilent(facts.ending))) {
    return { ...nothing, ...malformedFailure, ...known, detail: sentence(outcome.error) }
  }
  return { ...nothing, ...known, ...spoken(outcome, facts), settings: [] }
}

/** Blocked answers may leave out what a client library wants to see. */
function isSilent(ending: Ending): boolean {
  return ending === 'refusal' || ending === 'content-filter'
}

function spoken(
  outcome: Outcome,
  { ending }: WireFacts,
): Pick<Read, 'status' | 'reason' | 'retry' | 'text' | 'citations'> {
  const text = outcome.text === null || outcome.text.trim() === '' ? null : outcome.text
  const said = { text, citations: outcome.citations, retry: null }
  switch (ending) {
    case 'refusal':
      return { ...said, status: 'refused', reason: 'refusal' }
    case 'content-filter':
      return { ...said, status: 'refused', reason: 'content-filter' }
    case 'truncated':
      return { ...said, status: text === null ? 'failed' : 'answered', reason: 'truncated' }
    default:
      return text === null
        ? { ...said, status: 'failed', reason: 'empty' }
        : { ...said, status: 'answered', reason: null }
  }
}

function failed(
  { format, asked, now }: Evidence,
  status: number,
  headers: Headers,
  error: ProviderError | null,
  requestId: string | null,
): Read {
  const failure = failureOf(status, headers, error, now)
  return {
    ...nothing,
    ...failure,
    requestId,
    settings:
      failure.reason === 'rejected' ? settingsRefusedBy(status, error, asked, format.settingPlaces) : [],
    detail: error === null || error.message === '' ? `HTTP ${status}` : error.message,
  }
}

/** The message of the innermost cause: outer ones only say that something failed. */
function sentence(error: unknown): string | null {
  let here = error
  while (here instanceof Error && here.cause instanceof Error) here = here.cause
  return here instanceof Error ? here.message : null
}

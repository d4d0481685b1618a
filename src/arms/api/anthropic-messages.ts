import { z } from 'zod'
import { noUsage } from '../reply.ts'
import type { Ending, WireFacts, WireFormat } from './wire-format.ts'

/** Anthropic Messages: platform.claude.com/docs/en/api/messages and .../build-with-claude/streaming. */
const text = z.string().nullish().catch(null)
const count = z.number().nullish().catch(null)

const usageFields = z.looseObject({
  input_tokens: count,
  cache_read_input_tokens: count,
  cache_creation_input_tokens: count,
  output_tokens: count,
  output_tokens_details: z.looseObject({ thinking_tokens: count }).nullish().catch(null),
  server_tool_use: z.looseObject({ web_search_requests: count }).nullish().catch(null),
})

const message = z.looseObject({
  type: text,
  id: text,
  model: text,
  stop_reason: text,
  usage: usageFields.nullish().catch(null),
})

const event = z.looseObject({
  type: z.string(),
  message: message.nullish().catch(null),
  delta: z.looseObject({ stop_reason: text }).nullish().catch(null),
  usage: usageFields.nullish().catch(null),
})

export const anthropicMessages: WireFormat = {
  settingPlaces: {
    temperature: { paths: [['temperature']], names: ['temperature'] },
    topP: { paths: [['top_p']], names: ['top_p'] },
    // The API has no seed.
    seed: { paths: [], names: [] },
    maxOutputTokens: { paths: [['max_tokens']], names: ['max_tokens'] },
    reasoningEffort: {
      paths: [
        ['output_config', 'effort'],
        ['thinking', 'type'],
      ],
      names: ['output_config.effort', 'effort', 'thinking', 'adaptive'],
      onWire: (effort) => (effort === 'none' ? 'disabled' : effort),
    },
  },
  citations: 'text',

  async model(source, { baseUrl, key, fetch }) {
    const { createAnthropic } = await import('@ai-sdk/anthropic')
    return createAnthropic({ baseURL: baseUrl, apiKey: key ?? '', fetch }).messages(source.model)
  },

  callOptions({ search }, reasoningEffort) {
    return {
      ...(reasoningEffort === null ? {} : { providerOptions: { anthropic: thinkingOf(reasoningEffort) } }),
      ...(search === null
        ? {}
        : {
            tools: [
              {
                type: 'provider',
                id: 'anthropic.web_search_20250305',
                name: 'web_search',
                args: {
                  maxUses: search.maxSearches,
                  ...(search.domains === null ? {} : { allowedDomains: [...search.domains] }),
                },
              },
            ],
          }),
    }
  },

  facts(documents, streamed) {
    return streamed ? streamFacts(documents) : messageFacts(documents[0])
  },
}

function thinkingOf(effort: string) {
  return effort === 'none' ? { thinking: { type: 'disabled' } } : { thinking: { type: 'adaptive' }, effort }
}

function messageFacts(document: unknown): WireFacts {
  const parsed = message.safeParse(document)
  if (!parsed.success || (parsed.data.type !== 'message' && parsed.data.type !== 'error')) return unreadable
  const { id, model, stop_reason, usage } = parsed.data
  return {
    ending: endingOf(stop_reason ?? null),
    modelSnapshot: model ?? null,
    responseId: id ?? null,
    usage: usageOf(usage ?? null),
    error: parsed.data.type === 'error' ? document : null,
  }
}

function streamFacts(documents: readonly unknown[]): WireFacts {
  const events = documents.flatMap((document) => {
    const parsed = event.safeParse(document)
    return parsed.success ? [{ document, ...parsed.data }] : []
  })
  const start = events.find((each) => each.type === 'message_start')?.message
  const last = events.findLast((each) => each.type === 'message_delta')
  const stop = last?.delta?.stop_reason ?? null
  const error = events.find((each) => each.type === 'error')
  return {
    ending: stop === null ? 'cut-off' : endingOf(stop),
    modelSnapshot: start?.model ?? null,
    responseId: start?.id ?? null,
    // The counts of the last event are of the whole message and replace those of the first.
    usage: usageOf(start?.usage == null && last?.usage == null ? null : { ...start?.usage, ...last?.usage }),
    error: error?.document ?? null,
  }
}

function usageOf(usage: z.infer<typeof usageFields> | null): WireFacts['usage'] {
  if (usage === null) return noUsage
  const cached = usage.cache_read_input_tokens ?? null
  const written = usage.cache_creation_input_tokens ?? null
  const fresh = usage.input_tokens ?? null
  return {
    // The provider's input_tokens are those that no cache had a part in.
    inputTokens: fresh === null ? null : fresh + (cached ?? 0) + (written ?? 0),
    cachedInputTokens: cached,
    cacheWriteTokens: written,
    outputTokens: usage.output_tokens ?? null,
    reasoningTokens: usage.output_tokens_details?.thinking_tokens ?? null,
    searches: usage.server_tool_use?.web_search_requests ?? null,
  }
}

const unreadable: WireFacts = {
  ending: 'malformed',
  modelSnapshot: null,
  responseId: null,
  usage: noUsage,
  error: null,
}

function endingOf(reason: string | null): Ending {
  switch (reason) {
    case 'end_turn':
    case 'stop_sequence':
      return 'whole'
    case 'refusal':
      return 'refusal'
    case null:
      return 'malformed'
    // max_tokens, model_context_window_exceeded, pause_turn: the answer is not at its end.
    default:
      return 'truncated'
  }
}

import { z } from 'zod'
import { noUsage } from '../reply.ts'
import type { Ending, WireFacts, WireFormat } from './wire-format.ts'

/**
 * OpenAI Responses: developers.openai.com/api/reference/resources/responses and the streaming events beside it.
 */
const text = z.string().nullish().catch(null)
const count = z.number().nullish().catch(null)

const responseObject = z.looseObject({
  id: text,
  model: text,
  status: text,
  error: z.unknown().optional(),
  incomplete_details: z.looseObject({ reason: text }).nullish().catch(null),
  output: z
    .array(
      z.looseObject({
        type: text,
        action: z.looseObject({ type: text }).nullish().catch(null),
        content: z
          .array(z.looseObject({ type: text }))
          .nullish()
          .catch(null),
      }),
    )
    .nullish()
    .catch(null),
  usage: z
    .looseObject({
      input_tokens: count,
      input_tokens_details: z
        .looseObject({ cached_tokens: count, cache_write_tokens: count })
        .nullish()
        .catch(null),
      output_tokens: count,
      output_tokens_details: z.looseObject({ reasoning_tokens: count }).nullish().catch(null),
    })
    .nullish()
    .catch(null),
})

const event = z.looseObject({ type: z.string(), response: z.unknown().optional() })
const lastEvents = ['response.completed', 'response.incomplete', 'response.failed']

export const openaiResponses: WireFormat = {
  settingPlaces: {
    temperature: { paths: [['temperature']], names: ['temperature'] },
    topP: { paths: [['top_p']], names: ['top_p'] },
    // The API has no seed.
    seed: { paths: [], names: [] },
    maxOutputTokens: { paths: [['max_output_tokens']], names: ['max_output_tokens'] },
    reasoningEffort: { paths: [['reasoning', 'effort']], names: ['reasoning.effort', 'reasoning'] },
  },
  citations: 'text',

  async model(source, { baseUrl, key, fetch }) {
    const { createOpenAI } = await import('@ai-sdk/openai')
    return createOpenAI({ baseURL: baseUrl, apiKey: key ?? '', fetch }).responses(source.model)
  },

  callOptions({ search }, reasoningEffort) {
    return {
      providerOptions: {
        openai: {
          // Questions of a study are nobody's history.
          store: false,
          includeWebSearchSources: false,
          reasoningSummary: null,
          ...(reasoningEffort === null ? {} : { reasoningEffort }),
          ...(search === null ? {} : { maxToolCalls: search.maxSearches }),
        },
      },
      ...(search === null
        ? {}
        : {
            tools: [
              {
                type: 'provider',
                id: 'openai.web_search',
                name: 'web_search',
                args: search.domains === null ? {} : { filters: { allowedDomains: [...search.domains] } },
              },
            ],
          }),
    }
  },

  facts(documents, streamed) {
    if (!streamed) return responseFacts(documents[0])
    for (const document of documents) {
      const parsed = event.safeParse(document)
      if (!parsed.success) continue
      if (parsed.data.type === 'error') return { ...responseFacts({}), error: document }
      if (lastEvents.includes(parsed.data.type)) return responseFacts(parsed.data.response)
    }
    return { ...responseFacts({}), ending: 'cut-off' }
  },
}

function responseFacts(document: unknown): WireFacts {
  const parsed = responseObject.safeParse(document)
  if (!parsed.success) {
    return { ending: 'malformed', modelSnapshot: null, responseId: null, usage: noUsage, error: null }
  }
  const { id, model, error, incomplete_details, output, usage } = parsed.data
  const searches = (output ?? []).filter(
    (item) => item.type === 'web_search_call' && (item.action?.type ?? 'search') === 'search',
  ).length
  const refused = (output ?? []).some((item) => item.content?.some((part) => part.type === 'refusal'))
  return {
    ending: refused ? 'refusal' : endingOf(incomplete_details?.reason ?? null),
    modelSnapshot: model ?? null,
    responseId: id ?? null,
    usage: {
      inputTokens: usage?.input_tokens ?? null,
      cachedInputTokens: usage?.input_tokens_details?.cached_tokens ?? null,
      cacheWriteTokens: usage?.input_tokens_details?.cache_write_tokens ?? null,
      outputTokens: usage?.output_tokens ?? null,
      reasoningTokens: usage?.output_tokens_details?.reasoning_tokens ?? null,
      searches,
    },
    error: error === null || error === undefined ? null : { error },
  }
}

function endingOf(reason: string | null): Ending {
  if (reason === null) return 'whole'
  return reason === 'content_filter' ? 'content-filter' : 'truncated'
}

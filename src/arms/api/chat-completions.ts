import { z } from 'zod'
import { noUsage } from '../reply.ts'
import type { SettingPlaces } from './settings.ts'
import type { Ending, WireFacts, WireFormat } from './wire-format.ts'

/**
 * Chat Completions: developers.openai.com/api/reference/resources/chat, and every server that follows it
 * (docs.vllm.ai/en/latest/serving/openai_compatible_server, docs.ollama.com/api/openai-compatibility).
 */
const text = z.string().nullish().catch(null)
const count = z.number().nullish().catch(null)

const message = z.looseObject({ refusal: text }).nullish().catch(null)

const completion = z.looseObject({
  id: text,
  model: text,
  error: z.unknown().optional(),
  choices: z.array(z.looseObject({ finish_reason: text, message, delta: message })).nullish(),
  usage: z
    .looseObject({
      prompt_tokens: count,
      prompt_tokens_details: z
        .looseObject({ cached_tokens: count, cache_write_tokens: count })
        .nullish()
        .catch(null),
      completion_tokens: count,
      completion_tokens_details: z.looseObject({ reasoning_tokens: count }).nullish().catch(null),
    })
    .nullish()
    .catch(null),
})

const settingPlaces: SettingPlaces = {
  temperature: { paths: [['temperature']], names: ['temperature'] },
  topP: { paths: [['top_p']], names: ['top_p'] },
  seed: { paths: [['seed']], names: ['seed'] },
  maxOutputTokens: {
    paths: [['max_completion_tokens'], ['max_tokens']],
    names: ['max_completion_tokens', 'max_tokens'],
  },
  reasoningEffort: { paths: [['reasoning_effort']], names: ['reasoning_effort'] },
}

export const openaiChat: WireFormat = {
  settingPlaces,
  citations: 'list',
  async model(source, { baseUrl, key, fetch }) {
    const { createOpenAI } = await import('@ai-sdk/openai')
    return createOpenAI({ baseURL: baseUrl, apiKey: key ?? '', fetch }).chat(source.model)
  },
  callOptions(_, reasoningEffort) {
    return {
      providerOptions: {
        openai: { store: false, ...(reasoningEffort === null ? {} : { reasoningEffort }) },
      },
    }
  },
  facts: completionFacts,
}

export const compatibleChat: WireFormat = {
  settingPlaces,
  citations: 'list',
  async model(source, { baseUrl, key, fetch }) {
    const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible')
    return createOpenAICompatible({
      name: 'compatible',
      baseURL: baseUrl,
      includeUsage: true,
      fetch,
      ...(key === null ? {} : { apiKey: key }),
    }).chatModel(source.model)
  },
  callOptions(_, reasoningEffort) {
    return reasoningEffort === null ? {} : { providerOptions: { compatible: { reasoningEffort } } }
  },
  facts: completionFacts,
}

function completionFacts(documents: readonly unknown[], streamed: boolean): WireFacts {
  const parsed = documents.map((document) => completion.safeParse(document))
  const parts = parsed.flatMap((each) => (each.success ? [each.data] : []))
  const errorAt = parts.findIndex((part) => part.error !== undefined && part.error !== null)
  const first = parts.find((part) => part.model)
  const usage = parts.findLast((part) => part.usage)?.usage
  const choices = parts.map((part) => part.choices?.[0]).filter((choice) => choice !== undefined)
  const finish = choices.findLast((choice) => choice.finish_reason)?.finish_reason ?? null
  const refused = choices.some((choice) => (choice.message?.refusal || choice.delta?.refusal || '') !== '')
  const readable = parts.length === documents.length && (streamed || choices.length > 0)
  return {
    ending: readable ? endingOf(finish, refused, streamed) : 'malformed',
    modelSnapshot: first?.model ?? null,
    responseId: parts.find((part) => part.id)?.id ?? null,
    usage:
      usage === undefined || usage === null
        ? noUsage
        : {
            inputTokens: usage.prompt_tokens ?? null,
            cachedInputTokens: usage.prompt_tokens_details?.cached_tokens ?? null,
            cacheWriteTokens: usage.prompt_tokens_details?.cache_write_tokens ?? null,
            outputTokens: usage.completion_tokens ?? null,
            reasoningTokens: usage.completion_tokens_details?.reasoning_tokens ?? null,
            searches: null,
          },
    error: parts[errorAt] ?? null,
  }
}

function endingOf(finish: string | null, refused: boolean, streamed: boolean): Ending {
  if (refused) return 'refusal'
  // Some compatible servers leave the reason out of a whole answer; a stream has to end with one.
  if (finish === null) return streamed ? 'cut-off' : 'whole'
  if (finish === 'stop') return 'whole'
  return finish === 'content_filter' ? 'content-filter' : 'truncated'
}

import { z } from 'zod'
import { noUsage } from '../reply.ts'
import type { Ending, WireFacts, WireFormat } from './wire-format.ts'

/** Gemini generateContent and streamGenerateContent: ai.google.dev/api/generate-content. */
const text = z.string().nullish().catch(null)
const count = z.number().nullish().catch(null)

const answer = z.looseObject({
  responseId: text,
  modelVersion: text,
  error: z.unknown().optional(),
  promptFeedback: z.looseObject({ blockReason: text }).nullish().catch(null),
  candidates: z
    .array(
      z.looseObject({
        finishReason: text,
        groundingMetadata: z
          .looseObject({ webSearchQueries: z.array(z.string()).nullish().catch(null) })
          .nullish()
          .catch(null),
      }),
    )
    .nullish(),
  usageMetadata: z
    .looseObject({
      promptTokenCount: count,
      toolUsePromptTokenCount: count,
      cachedContentTokenCount: count,
      candidatesTokenCount: count,
      thoughtsTokenCount: count,
    })
    .nullish()
    .catch(null),
})

export const googleGenerateContent: WireFormat = {
  settingPlaces: {
    temperature: { paths: [['generationConfig', 'temperature']], names: ['temperature'] },
    topP: { paths: [['generationConfig', 'topP']], names: ['topP', 'top_p'] },
    seed: { paths: [['generationConfig', 'seed']], names: ['seed'] },
    maxOutputTokens: {
      paths: [['generationConfig', 'maxOutputTokens']],
      names: ['maxOutputTokens', 'max_output_tokens'],
    },
    reasoningEffort: {
      paths: [['generationConfig', 'thinkingConfig', 'thinkingLevel']],
      names: ['thinkingLevel', 'thinking_level', 'thinkingConfig', 'thinking_config', 'Thinking level'],
    },
  },
  citations: 'list',

  async model(source, { baseUrl, key, fetch }) {
    const { createGoogleGenerativeAI } = await import('@ai-sdk/google')
    return createGoogleGenerativeAI({ baseURL: baseUrl, apiKey: key ?? '', fetch }).chat(source.model)
  },

  callOptions({ search }, reasoningEffort) {
    return {
      ...(reasoningEffort === null
        ? {}
        : { providerOptions: { google: { thinkingConfig: { thinkingLevel: reasoningEffort } } } }),
      ...(search === null
        ? {}
        : {
            tools: [{ type: 'provider', id: 'google.google_search', name: 'google_search', args: {} }],
          }),
    }
  },

  facts(documents, streamed) {
    const parsed = documents.map((document) => answer.safeParse(document))
    const parts = parsed.flatMap((each) => (each.success ? [each.data] : []))
    const blocked = parts.find((part) => part.promptFeedback?.blockReason)?.promptFeedback?.blockReason
    const candidates = parts.map((part) => part.candidates?.[0]).filter((each) => each !== undefined)
    const finish = candidates.findLast((candidate) => candidate.finishReason)?.finishReason ?? null
    const queries = candidates.flatMap((candidate) => candidate.groundingMetadata?.webSearchQueries ?? [])
    const usage = parts.findLast((part) => part.usageMetadata)?.usageMetadata ?? null
    const readable = parts.length === documents.length && (streamed || parts.length > 0)
    return {
      ending: !readable ? 'malformed' : blocked ? blockEnding(blocked) : endingOf(finish, streamed),
      modelSnapshot: parts.find((part) => part.modelVersion)?.modelVersion ?? null,
      responseId: parts.find((part) => part.responseId)?.responseId ?? null,
      usage: usageOf(usage, new Set(queries).size),
      error: parts.find((part) => part.error !== undefined && part.error !== null) ?? null,
    }
  },
}

function usageOf(
  usage: z.infer<typeof answer>['usageMetadata'] | null,
  searches: number,
): WireFacts['usage'] {
  if (usage === null || usage === undefined) return { ...noUsage, searches }
  return {
    inputTokens: sum(usage.promptTokenCount, usage.toolUsePromptTokenCount),
    cachedInputTokens: usage.cachedContentTokenCount ?? null,
    cacheWriteTokens: null,
    // The provider's candidates are without its thoughts; both are billed as output.
    outputTokens: sum(usage.candidatesTokenCount, usage.thoughtsTokenCount),
    reasoningTokens: usage.thoughtsTokenCount ?? null,
    searches,
  }
}

/** Null where both are unknown. */
function sum(a: number | null | undefined, b: number | null | undefined): number | null {
  return a == null && b == null ? null : (a ?? 0) + (b ?? 0)
}

/** The question was blocked, and nothing was answered. */
function blockEnding(reason: string): Ending {
  return reason === 'BLOCKLIST' || reason === 'PROHIBITED_CONTENT' ? 'content-filter' : 'refusal'
}

function endingOf(reason: string | null, streamed: boolean): Ending {
  switch (reason) {
    case 'STOP':
      return 'whole'
    case 'SAFETY':
      return 'refusal'
    case 'RECITATION':
    case 'BLOCKLIST':
    case 'PROHIBITED_CONTENT':
    case 'SPII':
      return 'content-filter'
    case null:
      return streamed ? 'cut-off' : 'malformed'
    case 'MALFORMED_FUNCTION_CALL':
    case 'UNEXPECTED_TOOL_CALL':
      return 'malformed'
    // MAX_TOKENS, and whatever a later version adds: not at its end.
    default:
      return 'truncated'
  }
}

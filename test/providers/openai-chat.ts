import { z } from 'zod'
import { type Dialect, dataEvent, pieces, type Spoken } from './dialect.ts'
import { openaiErrors } from './openai-errors.ts'

/**
 * OpenAI Chat Completions: developers.openai.com/api/reference/resources/chat/subresources/completions. Ollama
 * and vLLM answer in the same shape (docs.ollama.com/api/openai-compatibility, docs.vllm.ai).
 */
const request = z.looseObject({
  model: z.string(),
  stream: z.boolean().optional(),
  messages: z.array(z.looseObject({ content: z.unknown().optional() })),
})

export const openaiChatDialect: Dialect = {
  name: 'OpenAI Chat Completions',
  ...openaiErrors,
  read(path, body) {
    if (path !== '/v1/chat/completions') return null
    const parsed = request.parse(body)
    return {
      model: parsed.model,
      stream: parsed.stream ?? false,
      search: false,
      prompt: parsed.messages.map((message) => JSON.stringify(message.content)).join('\n'),
      settings: parsed,
    }
  },
  answer: (spoken) => ({
    id: `chatcmpl-${spoken.id}`,
    object: 'chat.completion',
    created: 1_795_000_000,
    model: spoken.snapshot,
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content: spoken.ending === 'refusal' ? null : spoken.text,
          refusal: spoken.ending === 'refusal' ? spoken.text : null,
          annotations: annotationsOf(spoken),
        },
        logprobs: null,
        finish_reason: finishOf(spoken),
      },
    ],
    usage: usageOf(spoken),
    service_tier: 'default',
    system_fingerprint: 'fp_standin',
  }),
  events(spoken) {
    const chunk = (choices: readonly unknown[], usage: unknown) =>
      dataEvent({
        id: `chatcmpl-${spoken.id}`,
        object: 'chat.completion.chunk',
        created: 1_795_000_000,
        model: spoken.snapshot,
        system_fingerprint: 'fp_standin',
        choices,
        usage,
      })
    const delta = (fields: object, finish_reason: string | null = null) =>
      chunk([{ index: 0, delta: fields, logprobs: null, finish_reason }], null)
    const field = spoken.ending === 'refusal' ? 'refusal' : 'content'
    return [
      delta({ role: 'assistant', content: '', refusal: null }),
      ...pieces(spoken.text).map((piece) => delta({ [field]: piece })),
      ...(spoken.citations.length > 0 ? [delta({ annotations: annotationsOf(spoken) })] : []),
      delta({}, finishOf(spoken)),
      chunk([], usageOf(spoken)),
      'data: [DONE]',
    ]
  },
  errorEvent: (kind) => dataEvent(openaiErrors.error(kind, null).body),
}

function annotationsOf(spoken: Spoken) {
  return spoken.citations.map(({ url, title }, index) => ({
    type: 'url_citation',
    url_citation: { start_index: index, end_index: index + 1, url, title },
  }))
}

function finishOf({ ending }: Spoken): string {
  return ending === 'truncated' ? 'length' : ending === 'content-filter' ? 'content_filter' : 'stop'
}

function usageOf({ tokens }: Spoken) {
  return {
    prompt_tokens: tokens.input,
    completion_tokens: tokens.output,
    total_tokens: tokens.input + tokens.output,
    prompt_tokens_details: { cached_tokens: tokens.cached, audio_tokens: 0 },
    completion_tokens_details: {
      reasoning_tokens: tokens.reasoning,
      audio_tokens: 0,
      accepted_prediction_tokens: 0,
      rejected_prediction_tokens: 0,
    },
  }
}

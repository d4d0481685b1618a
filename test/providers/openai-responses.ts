import { z } from 'zod'
import { type Dialect, namedEvent, pieces, type Spoken } from './dialect.ts'
import { openaiErrors } from './openai-errors.ts'

/**
 * OpenAI Responses, as of November 2026: developers.openai.com/api/reference/resources/responses/methods/create
 * (objects), .../responses/streaming-events (events), developers.openai.com/api/docs/guides/tools-web-search.
 */
const request = z.looseObject({
  model: z.string(),
  stream: z.boolean().optional(),
  input: z.array(z.looseObject({ content: z.unknown().optional() })),
  tools: z.array(z.looseObject({ type: z.string() })).optional(),
})

export const openaiResponsesDialect: Dialect = {
  name: 'OpenAI Responses',
  ...openaiErrors,
  read(path, body) {
    if (path !== '/v1/responses') return null
    const parsed = request.parse(body)
    return {
      model: parsed.model,
      stream: parsed.stream ?? false,
      search: (parsed.tools ?? []).some((tool) => tool.type === 'web_search'),
      prompt: parsed.input.map((message) => JSON.stringify(message.content)).join('\n'),
      settings: parsed,
    }
  },
  answer: responseOf,
  events(spoken) {
    const whole = responseOf(spoken)
    const begun = { ...whole, status: 'in_progress', output: [], usage: null, incomplete_details: null }
    const output = whole.output
    let number = 0
    const event = (type: string, fields: object) => namedEvent({ type, sequence_number: number++, ...fields })
    const last = spoken.ending === 'truncated' || spoken.ending === 'content-filter'
    return [
      event('response.created', { response: begun }),
      event('response.in_progress', { response: begun }),
      ...output.flatMap((item, output_index) => {
        const added = event('response.output_item.added', {
          output_index,
          item: { ...item, status: 'in_progress', ...('content' in item ? { content: [] } : {}) },
        })
        const done = () => event('response.output_item.done', { output_index, item })
        if (!('content' in item)) return [added, done()]
        const place = { item_id: item.id, output_index, content_index: 0 }
        const part = item.content[0]!
        const middle =
          part.type === 'refusal'
            ? [
                event('response.content_part.added', { ...place, part: { type: 'refusal', refusal: '' } }),
                ...pieces(spoken.text).map((delta) => event('response.refusal.delta', { ...place, delta })),
                event('response.refusal.done', { ...place, refusal: spoken.text }),
              ]
            : [
                event('response.content_part.added', {
                  ...place,
                  part: { type: 'output_text', annotations: [], logprobs: [], text: '' },
                }),
                ...pieces(spoken.text).map((delta) =>
                  event('response.output_text.delta', { ...place, delta, logprobs: [] }),
                ),
                ...annotationsOf(spoken).map((annotation, annotation_index) =>
                  event('response.output_text.annotation.added', { ...place, annotation_index, annotation }),
                ),
                event('response.output_text.done', { ...place, text: spoken.text, logprobs: [] }),
              ]
        return [added, ...middle, event('response.content_part.done', { ...place, part }), done()]
      }),
      event(last ? 'response.incomplete' : 'response.completed', { response: whole }),
    ]
  },
  errorEvent: (kind) => {
    const { body } = openaiErrors.error(kind, null)
    const { error } = z.object({ error: z.looseObject({}) }).parse(body)
    return namedEvent({ ...error, type: 'error', sequence_number: 2 })
  },
}

function annotationsOf(spoken: Spoken) {
  return spoken.citations.map(({ url, title }, index) => ({
    type: 'url_citation' as const,
    start_index: index,
    end_index: index + 1,
    url,
    title,
  }))
}

function responseOf(spoken: Spoken) {
  const { tokens } = spoken
  const incomplete = spoken.ending === 'truncated' || spoken.ending === 'content-filter'
  const message = {
    id: `msg_${spoken.id}`,
    type: 'message' as const,
    status: incomplete ? 'incomplete' : 'completed',
    role: 'assistant',
    content: [
      spoken.ending === 'refusal'
        ? { type: 'refusal' as const, refusal: spoken.text }
        : {
            type: 'output_text' as const,
            annotations: annotationsOf(spoken),
            logprobs: [],
            text: spoken.text,
          },
    ],
  }
  return {
    id: `resp_${spoken.id}`,
    object: 'response',
    created_at: 1_795_000_000,
    status: incomplete ? 'incomplete' : 'completed',
    background: false,
    error: null,
    incomplete_details:
      spoken.ending === 'truncated'
        ? { reason: 'max_output_tokens' }
        : spoken.ending === 'content-filter'
          ? { reason: 'content_filter' }
          : null,
    instructions: null,
    max_output_tokens: null,
    model: spoken.snapshot,
    output: [
      ...spoken.searches.map((query, index) => ({
        id: `ws_${spoken.id}_${index}`,
        type: 'web_search_call' as const,
        status: 'completed',
        action: { type: 'search', query },
      })),
      message,
    ],
    parallel_tool_calls: true,
    previous_response_id: null,
    reasoning: { effort: null, summary: null },
    service_tier: 'default',
    store: false,
    temperature: 1,
    text: { format: { type: 'text' }, verbosity: 'medium' },
    tool_choice: 'auto',
    tools: [],
    top_p: 1,
    truncation: 'disabled',
    usage: {
      input_tokens: tokens.input,
      input_tokens_details: { cached_tokens: tokens.cached },
      output_tokens: tokens.output,
      output_tokens_details: { reasoning_tokens: tokens.reasoning },
      total_tokens: tokens.input + tokens.output,
    },
    user: null,
    metadata: {},
  }
}

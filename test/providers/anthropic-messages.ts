import { z } from 'zod'
import { type Dialect, type ErrorKind, namedEvent, pieces, type Spoken } from './dialect.ts'

/**
 * Anthropic Messages: platform.claude.com/docs/en/api/messages/create, .../build-with-claude/streaming,
 * .../agents-and-tools/tool-use/web-search-tool, .../api/errors, .../api/rate-limits.
 */
const request = z.looseObject({
  model: z.string(),
  max_tokens: z.number(),
  stream: z.boolean().optional(),
  system: z.unknown().optional(),
  messages: z.array(z.looseObject({ content: z.unknown().optional() })),
  tools: z.array(z.looseObject({ type: z.string().optional() })).optional(),
})

const errors: Readonly<Record<ErrorKind, readonly [number, string, string]>> = {
  'rate-limited': [
    429,
    'rate_limit_error',
    'This request would exceed the rate limit for your organization.',
  ],
  quota: [
    400,
    'invalid_request_error',
    'Your credit balance is too low to access the Claude API. Please go to Plans & Billing.',
  ],
  'server-error': [500, 'api_error', 'Internal server error'],
  'bad-gateway': [502, 'api_error', 'Bad gateway'],
  overloaded: [529, 'overloaded_error', 'Overloaded'],
  unauthorised: [401, 'authentication_error', 'invalid x-api-key'],
  'not-found': [404, 'not_found_error', 'model: no-such-model'],
  'too-large': [413, 'request_too_large', 'Request exceeds the maximum size'],
}

const errorBody = (type: string, message: string) => ({
  type: 'error' as const,
  error: { type, message },
  request_id: 'req_standin',
})

export const anthropicMessagesDialect: Dialect = {
  name: 'Anthropic Messages',
  requestIdHeader: 'request-id',
  read(path, body) {
    if (path !== '/v1/messages') return null
    const parsed = request.parse(body)
    return {
      model: parsed.model,
      stream: parsed.stream ?? false,
      search: (parsed.tools ?? []).some((tool) => tool.type?.startsWith('web_search_')),
      prompt: [parsed.system ?? '', ...parsed.messages.map((message) => message.content)]
        .map((content) => JSON.stringify(content))
        .join('\n'),
      settings: parsed,
    }
  },
  keyOf: (headers) => (typeof headers['x-api-key'] === 'string' ? headers['x-api-key'] : null),
  answer: (spoken) => ({ ...messageOf(spoken), content: blocksOf(spoken) }),
  events(spoken) {
    const message = messageOf(spoken)
    const { output_tokens: _, ...usage } = message.usage
    return [
      namedEvent({
        type: 'message_start',
        message: {
          ...message,
          content: [],
          stop_reason: null,
          usage: { ...usage, output_tokens: 1, server_tool_use: undefined },
        },
      }),
      namedEvent({ type: 'ping' }),
      ...blocksOf(spoken).flatMap((block, index) => blockEvents(block, index)),
      namedEvent({
        type: 'message_delta',
        delta: { stop_reason: message.stop_reason, stop_sequence: null },
        usage: message.usage,
      }),
      namedEvent({ type: 'message_stop' }),
    ]
  },
  error(kind) {
    const [status, type, message] = errors[kind]
    return { status, body: errorBody(type, message) }
  },
  refusedSetting: (name) => ({
    status: 400,
    body: errorBody('invalid_request_error', `\`${name}\` is deprecated for this model.`),
  }),
  errorEvent(kind) {
    const [, type, message] = errors[kind]
    return namedEvent(errorBody(type, message))
  },
  rateHeaders: ({ requestsLeft, tokensLeft, resetSeconds, now }) => {
    const reset = new Date(now + resetSeconds * 1000).toISOString()
    return {
      'anthropic-ratelimit-requests-limit': '50',
      'anthropic-ratelimit-requests-remaining': String(requestsLeft),
      'anthropic-ratelimit-requests-reset': reset,
      'anthropic-ratelimit-input-tokens-limit': '30000',
      'anthropic-ratelimit-input-tokens-remaining': String(tokensLeft),
      'anthropic-ratelimit-input-tokens-reset': reset,
      'anthropic-organization-id': 'b7a1c2d3-organisation',
    }
  },
}

function messageOf(spoken: Spoken) {
  const { tokens } = spoken
  return {
    id: `msg_${spoken.id}`,
    type: 'message',
    role: 'assistant',
    model: spoken.snapshot,
    stop_reason:
      spoken.ending === 'truncated'
        ? 'max_tokens'
        : spoken.ending === 'refusal' || spoken.ending === 'content-filter'
          ? 'refusal'
          : 'end_turn',
    stop_sequence: null,
    usage: {
      // Without what came from a cache or went into one.
      input_tokens: tokens.input - tokens.cached - tokens.cacheWritten,
      cache_creation_input_tokens: tokens.cacheWritten,
      cache_read_input_tokens: tokens.cached,
      output_tokens: tokens.output,
      output_tokens_details: { thinking_tokens: tokens.reasoning },
      service_tier: 'standard',
      ...(spoken.searches.length === 0
        ? {}
        : { server_tool_use: { web_search_requests: spoken.searches.length } }),
    },
  }
}

type Block = { readonly type: string } & Readonly<Record<string, unknown>>

function blocksOf(spoken: Spoken): Block[] {
  const citations = spoken.citations.map(({ url, title, quote }, index) => ({
    type: 'web_search_result_location',
    url,
    title,
    encrypted_index: `index-${index}`,
    cited_text: quote,
  }))
  // Found, but not cited: must not show among the citations.
  const results = [
    ...spoken.citations,
    { url: 'https://example.org/unused', title: 'Found and not used', quote: '' },
  ].map(({ url, title }) => ({
    type: 'web_search_result',
    url,
    title,
    encrypted_content: 'b3BhcXVl',
    page_age: null,
  }))
  return [
    ...spoken.searches.flatMap((query, index): Block[] => [
      { type: 'server_tool_use', id: `srvtoolu_${spoken.id}_${index}`, name: 'web_search', input: { query } },
      {
        type: 'web_search_tool_result',
        tool_use_id: `srvtoolu_${spoken.id}_${index}`,
        content: results,
      },
    ]),
    ...(spoken.text === ''
      ? []
      : [{ type: 'text', text: spoken.text, ...(citations.length === 0 ? {} : { citations }) }]),
  ]
}

function blockEvents(block: Block, index: number): string[] {
  const delta = (fields: object) => namedEvent({ type: 'content_block_delta', index, delta: fields })
  const start = (content_block: object) => namedEvent({ type: 'content_block_start', index, content_block })
  const stop = namedEvent({ type: 'content_block_stop', index })
  if (block.type === 'text') {
    const citations = Array.isArray(block.citations) ? block.citations : []
    return [
      start({ type: 'text', text: '', ...(citations.length === 0 ? {} : { citations: [] }) }),
      ...citations.map((citation: unknown) => delta({ type: 'citations_delta', citation })),
      ...pieces(String(block.text)).map((text) => delta({ type: 'text_delta', text })),
      stop,
    ]
  }
  if (block.type === 'server_tool_use') {
    return [
      start({ ...block, input: {} }),
      delta({ type: 'input_json_delta', partial_json: JSON.stringify(block.input) }),
      stop,
    ]
  }
  return [start(block), stop]
}

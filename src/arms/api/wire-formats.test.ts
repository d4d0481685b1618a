import { describe, expect, it } from 'vitest'
import { documentsOf } from './documents.ts'
import { wireFormatOf } from './wire-formats.ts'

const anthropic = wireFormatOf('messages', 'anthropic')
const google = wireFormatOf('generate-content', 'google')
const chat = wireFormatOf('chat', 'compatible')
const responses = wireFormatOf('responses', 'openai')

describe('the ending of an answer', () => {
  it.each([
    ['end_turn', 'whole'],
    ['stop_sequence', 'whole'],
    ['max_tokens', 'truncated'],
    ['model_context_window_exceeded', 'truncated'],
    ['pause_turn', 'truncated'],
    ['refusal', 'refusal'],
    [null, 'malformed'],
  ])('Anthropic: %s is %s', (stop_reason, ending) => {
    expect(anthropic.facts([{ type: 'message', stop_reason }], false).ending).toBe(ending)
  })

  it.each([
    ['STOP', 'whole'],
    ['MAX_TOKENS', 'truncated'],
    ['SAFETY', 'refusal'],
    ['RECITATION', 'content-filter'],
    ['SPII', 'content-filter'],
    ['MALFORMED_FUNCTION_CALL', 'malformed'],
    ['SOMETHING_NEW', 'truncated'],
  ])('Gemini: %s is %s', (finishReason, ending) => {
    expect(google.facts([{ candidates: [{ finishReason }] }], false).ending).toBe(ending)
  })

  it.each([
    ['SAFETY', 'refusal'],
    ['OTHER', 'refusal'],
    ['BLOCKLIST', 'content-filter'],
    ['PROHIBITED_CONTENT', 'content-filter'],
  ])('Gemini: a question blocked for %s is %s', (blockReason, ending) => {
    expect(google.facts([{ promptFeedback: { blockReason } }], false).ending).toBe(ending)
  })

  it.each([
    [{ message: {}, finish_reason: 'stop' }, 'whole'],
    // Some servers leave it out.
    [{ message: {} }, 'whole'],
    [{ message: {}, finish_reason: 'length' }, 'truncated'],
    [{ message: {}, finish_reason: 'content_filter' }, 'content-filter'],
    [{ message: { refusal: 'No.' }, finish_reason: 'stop' }, 'refusal'],
    [{ message: { refusal: '' }, finish_reason: 'stop' }, 'whole'],
  ])('Chat Completions: %j is %s', (choice, ending) => {
    expect(chat.facts([{ choices: [choice] }], false).ending).toBe(ending)
  })

  it('is none where the format is another one', () => {
    expect(chat.facts([{ choices: [] }], false).ending).toBe('malformed')
    expect(chat.facts([7], false).ending).toBe('malformed')
    expect(anthropic.facts([{ choices: [] }], false).ending).toBe('malformed')
    expect(google.facts([{}], false).ending).toBe('malformed')
    expect(responses.facts([[]], false).ending).toBe('malformed')
  })
})

describe('the tokens of an answer', () => {
  it('count what came from a cache or went into one as read at Anthropic, whose own number leaves it out', () => {
    const usage = {
      input_tokens: 9,
      cache_read_input_tokens: 1,
      cache_creation_input_tokens: 5,
      output_tokens: 4,
    }
    expect(anthropic.facts([{ type: 'message', stop_reason: 'end_turn', usage }], false).usage).toEqual({
      inputTokens: 15,
      cachedInputTokens: 1,
      cacheWriteTokens: 5,
      outputTokens: 4,
      reasoningTokens: null,
      searches: null,
    })
  })

  it('count thoughts as written at Gemini, and what a tool read as read', () => {
    const usageMetadata = {
      promptTokenCount: 10,
      toolUsePromptTokenCount: 7,
      candidatesTokenCount: 3,
      thoughtsTokenCount: 20,
    }
    const { usage } = google.facts([{ candidates: [{ finishReason: 'STOP' }], usageMetadata }], false)
    expect(usage).toMatchObject({ inputTokens: 17, outputTokens: 23, reasoningTokens: 20 })
  })

  it('are null where the provider does not say, never 0', () => {
    expect(chat.facts([{ choices: [{ message: {} }] }], false).usage.inputTokens).toBeNull()
    expect(google.facts([{ candidates: [{ finishReason: 'STOP' }] }], false).usage.outputTokens).toBeNull()
  })

  it('count only searches among the calls of the search tool', () => {
    const output = ['search', 'open_page', 'search', 'find_in_page'].map((type) => ({
      type: 'web_search_call',
      action: { type },
    }))
    expect(responses.facts([{ output }], false).usage.searches).toBe(2)
  })
})

describe('documentsOf', () => {
  it('reads JSON, and events with any line end', () => {
    expect(documentsOf('{"a":1}', 'application/json; charset=utf-8')).toEqual([{ a: 1 }])
    const events = 'event: x\r\ndata: {"a":1}\r\n\r\n: comment\n\ndata:{"b":\ndata: 2}\n\ndata: [DONE]\n\n'
    expect(documentsOf(events, 'text/event-stream')).toEqual([{ a: 1 }, { b: 2 }])
  })

  it('is null for what is neither', () => {
    expect(documentsOf('{"a":1}', 'text/html')).toBeNull()
    expect(documentsOf('{"a":1}', null)).toBeNull()
    expect(documentsOf('{"a":', 'application/json')).toBeNull()
    expect(documentsOf('data: <html>\n\n', 'text/event-stream')).toBeNull()
  })
})

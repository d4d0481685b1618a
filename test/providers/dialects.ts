import type { ModelApi, Provider } from '../../src/protocol/arm-source.ts'
import { anthropicMessagesDialect } from './anthropic-messages.ts'
import type { Dialect } from './dialect.ts'
import { googleDialect } from './google-generate-content.ts'
import { openaiChatDialect } from './openai-chat.ts'
import { openaiResponsesDialect } from './openai-responses.ts'

/** Every way to call a model, with the stand-in that speaks it. */
export interface Way {
  readonly name: string
  readonly provider: Provider
  readonly api: ModelApi
  readonly model: string
  readonly dialect: Dialect
}

export const ways: readonly Way[] = [
  {
    name: 'OpenAI Responses',
    provider: 'openai',
    api: 'responses',
    model: 'gpt-4.1',
    dialect: openaiResponsesDialect,
  },
  {
    name: 'OpenAI Chat Completions',
    provider: 'openai',
    api: 'chat',
    model: 'gpt-4.1',
    dialect: openaiChatDialect,
  },
  {
    name: 'Anthropic Messages',
    provider: 'anthropic',
    api: 'messages',
    model: 'claude-opus-4-6',
    dialect: anthropicMessagesDialect,
  },
  {
    name: 'Gemini generateContent',
    provider: 'google',
    api: 'generate-content',
    model: 'gemini-3.1-pro-preview',
    dialect: googleDialect,
  },
  {
    name: 'OpenAI-compatible server',
    provider: 'compatible',
    api: 'chat',
    model: 'our-model',
    dialect: openaiChatDialect,
  },
]

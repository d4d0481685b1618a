import type { ModelApi, Provider } from '../../protocol/arm-source.ts'
import { anthropicMessages } from './anthropic-messages.ts'
import { compatibleChat, openaiChat } from './chat-completions.ts'
import { googleGenerateContent } from './google-generate-content.ts'
import { openaiResponses } from './openai-responses.ts'
import type { WireFormat } from './wire-format.ts'

/** The wire format of an API; Chat Completions has dialects. */
export function wireFormatOf(api: ModelApi, provider: Provider): WireFormat {
  switch (api) {
    case 'responses':
      return openaiResponses
    case 'chat':
      return provider === 'openai' ? openaiChat : compatibleChat
    case 'messages':
      return anthropicMessages
    case 'generate-content':
      return googleGenerateContent
  }
}

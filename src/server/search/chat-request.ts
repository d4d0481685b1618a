import { z } from 'zod'
import { questionSchema } from '../contract/answers.ts'

const part = z.looseObject({ type: z.string(), text: z.string().optional() })

const message = z.looseObject({
  role: z.enum(['system', 'developer', 'user', 'assistant', 'tool', 'function']),
  content: z.union([z.string(), z.array(part), z.null()]).optional(),
})

/** What of a chat request is read. Settings of sampling have nothing to act on here and are passed over. */
export const chatRequestSchema = z.looseObject({
  model: z.string().min(1),
  messages: z.array(message).min(1).max(1000),
  n: z.literal(1).nullish(),
  stream: z.boolean().nullish(),
  stream_options: z.looseObject({ include_usage: z.boolean().nullish() }).nullish(),
})

export type ChatRequest = z.infer<typeof chatRequestSchema>

export type ChatQuestion =
  | { readonly text: string; readonly earlier: number }
  | { readonly text: null; readonly param: string; readonly message: string }

/** The last message of the user, which alone is answered, and how many messages beside it are not read. */
export function chatQuestion({ messages }: ChatRequest): ChatQuestion {
  const at = messages.findLastIndex(({ role }) => role === 'user')
  const content = messages[at]?.content
  if (content === undefined || content === null)
    return { text: null, param: 'messages', message: 'There is no message of the user to answer.' }
  const param = `messages.${at}.content`
  const parts = typeof content === 'string' ? [{ type: 'text', text: content }] : content
  if (parts.some(({ type, text }) => type !== 'text' || text === undefined))
    return { text: null, param, message: 'Only text is read, no pictures, sounds or files.' }
  const question = questionSchema.safeParse(parts.map(({ text }) => text).join('\n'))
  return question.success
    ? { text: question.data, earlier: messages.length - 1 }
    : { text: null, param, message: 'The question is empty or too long: 1 to 20,000 characters.' }
}

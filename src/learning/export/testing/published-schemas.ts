import { z } from 'zod'

/*
 * Formats as their owners document them, read in November 2026. Strict, so that a field too much fails as well as one too
 * few.
 */

const content = z.string().min(1)
const user = z.strictObject({ role: z.enum(['system', 'user', 'assistant']), content })
const assistant = z.strictObject({ role: z.literal('assistant'), content })

/** developers.openai.com/api/docs/guides/direct-preference-optimization; Azure's page gives the same fields. */
export const openaiDpo = z.strictObject({
  input: z.strictObject({
    messages: z.array(user).min(1),
    tools: z.array(z.unknown()),
    parallel_tool_calls: z.boolean(),
  }),
  preferred_output: z.array(assistant).length(1),
  non_preferred_output: z.array(assistant).length(1),
})

/** docs.together.ai/docs/fine-tuning/preference-tuning and docs.fireworks.ai/fine-tuning/dpo-fine-tuning. */
export const togetherDpo = z.strictObject({
  input: z.strictObject({ messages: z.array(user).min(1) }),
  preferred_output: z.array(assistant).length(1),
  non_preferred_output: z.array(assistant).length(1),
})

/** Conversations for supervised tuning: all four services. The last message is the assistant's. */
export const chat = z
  .strictObject({ messages: z.array(user).min(2) })
  .refine(({ messages }) => messages.at(-1)?.role === 'assistant')

/** huggingface.co/docs/trl/dataset_formats, "Preference" and "Unpaired preference", either format. */
export const trlPreference = {
  standard: z.strictObject({ prompt: content, chosen: content, rejected: content }),
  conversational: z.strictObject({
    prompt: z.array(user).min(1),
    chosen: z.array(assistant).min(1),
    rejected: z.array(assistant).min(1),
  }),
} as const
export const trlUnpaired = {
  standard: z.strictObject({ prompt: content, completion: content, label: z.boolean() }),
  conversational: z.strictObject({
    prompt: z.array(user).min(1),
    completion: z.array(assistant).min(1),
    label: z.boolean(),
  }),
} as const
export const trlCompletion = {
  standard: z.strictObject({ prompt: content, completion: content }),
  conversational: z.strictObject({ prompt: z.array(user).min(1), completion: z.array(assistant).min(1) }),
} as const

/** The same with the column `margin`, which the collator of TRL's reward trainer takes (1.13). */
export const reward = {
  standard: trlPreference.standard.extend({ margin: z.number() }),
  conversational: trlPreference.conversational.extend({ margin: z.number() }),
} as const

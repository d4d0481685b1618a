import { z } from 'zod'
import type { Place, Problem } from '../../problem.ts'
import type { Turn } from '../item.ts'
import { recordProblem } from './loaded.ts'

/** Messages as the chat interfaces write them. */
export const messagesSchema = z
  .array(z.object({ role: z.enum(['system', 'user', 'assistant']), content: z.string().min(1) }))
  .min(1)

/** A conversation as an item has it: the user's last turn, and what was said before. */
export function conversation(
  messages: z.infer<typeof messagesSchema>,
  place: Place,
): { readonly text: string; readonly turns: readonly Turn[] } | { readonly problem: Problem } {
  const last = messages.at(-1)
  if (last === undefined || last.role !== 'user')
    return {
      problem: recordProblem(
        place,
        'The conversation does not end with the user, so there is nothing to answer.',
        last?.role ?? null,
        'user',
      ),
    }
  return {
    text: last.content,
    turns: messages.slice(0, -1).map(({ role, content }) => ({ role, text: content })),
  }
}

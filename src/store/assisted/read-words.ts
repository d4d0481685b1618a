import { z } from 'zod'
import { withProblems } from '../database-problem.ts'
import type { Store } from '../store.ts'

const rowSchema = z.object({
  message_id: z.string(),
  role: z.enum(['participant', 'arm']),
  words: z.string(),
})

/** What was said in a message and in the answer to it; null where it is not on record. */
export interface MessageWords {
  readonly participant: string | null
  readonly arm: string | null
}

/** The words of conversations, by the id of the message. */
export function readWords(
  store: Store,
  messages: readonly string[],
): Promise<ReadonlyMap<string, MessageWords>> {
  return withProblems(async () => {
    const words = new Map<string, MessageWords>()
    if (messages.length === 0) return words
    const rows = await store.database
      .selectFrom('chat_words')
      .select(['message_id', 'role', 'words'])
      .where('message_id', 'in', [...messages])
      .execute()
    for (const row of rows.map((one) => rowSchema.parse(one))) {
      const before = words.get(row.message_id) ?? { participant: null, arm: null }
      words.set(row.message_id, { ...before, [row.role]: row.words })
    }
    return words
  })
}

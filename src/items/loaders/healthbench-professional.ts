import { z } from 'zod'
import type { Place, Problem } from '../../problem.ts'
import { type Item, presentContent } from '../item.ts'
import { conversation, messagesSchema } from './conversation.ts'
import { collectLines } from './json-records.ts'
import { checkRecord, notBlank, strataOf } from './loaded.ts'
import type { Loader } from './loader.ts'

const recordSchema = z.object({
  id: notBlank,
  conversation: z.union([z.object({ messages: messagesSchema }), messagesSchema]),
  rubric_items: z.array(z.object({ criterion_text: notBlank, points: z.number() })).min(1),
  use_case: z.string().nullish(),
  type: z.string().nullish(),
  difficulty: z.string().nullish(),
  specialty: z.string().nullish(),
})

/**
 * HealthBench Professional in JSON Lines, as its data card describes it. The conversation is a list of messages
 * or an object that holds one; the physician's own response is not kept, since no mark is made by it.
 */
export const loadHealthbenchProfessional: Loader = (files) => collectLines(files, readRecord).finish()

function readRecord(value: unknown, place: Place): Item | readonly Problem[] {
  const checked = checkRecord(recordSchema, value, place)
  if ('problems' in checked) return checked.problems
  const record = checked.value
  const messages = 'messages' in record.conversation ? record.conversation.messages : record.conversation
  const asked = conversation(messages, { ...place, field: 'conversation' })
  if ('problem' in asked) return [asked.problem]
  return {
    key: record.id,
    text: asked.text,
    strata: strataOf({
      use_case: record.use_case,
      type: record.type,
      difficulty: record.difficulty,
      specialty: record.specialty,
    }),
    ...presentContent({
      turns: asked.turns,
      criteria: record.rubric_items.map(({ criterion_text, points }, index) => ({
        id: String(index + 1),
        text: criterion_text,
        points,
        tags: [],
      })),
      source: { set: 'healthbench-professional', id: record.id, licence: null },
    }),
  }
}

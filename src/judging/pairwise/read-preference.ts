import { z } from 'zod'
import type { JudgeReply } from '../judge.ts'
import { type ReadReply, readJudgeReply } from '../judge-reply.ts'

/** A preference by place, not by arm. */
export type PlaceChoice = 'first' | 'second' | 'tie'

const preferenceSchema = z.strictObject({ explanation: z.string(), better: z.enum(['1', '2', 'tie']) })

const choices = { '1': 'first', '2': 'second', tie: 'tie' } as const

export function readPreference(reply: JudgeReply): ReadReply<PlaceChoice> {
  const read = readJudgeReply(reply, preferenceSchema, ['better'])
  return 'failure' in read ? read : { verdict: choices[read.verdict.better] }
}

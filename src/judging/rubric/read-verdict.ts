import { z } from 'zod'
import type { JudgeReply } from '../judge.ts'
import { type ReadReply, readJudgeReply } from '../judge-reply.ts'

const verdictSchema = z.strictObject({ explanation: z.string(), criteria_met: z.boolean() })

export interface RubricVerdict {
  readonly met: boolean
  readonly explanation: string
}

/** A judge's verdict on one criterion, or why there is none. `"true"` in quotes is not a verdict. */
export function readRubricVerdict(reply: JudgeReply): ReadReply<RubricVerdict> {
  const read = readJudgeReply(reply, verdictSchema, ['criteria_met'])
  if ('failure' in read) return read
  return { verdict: { met: read.verdict.criteria_met, explanation: read.verdict.explanation } }
}

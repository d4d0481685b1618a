import { z } from 'zod'
import type { FormQuestion } from '../../protocol/assisted/question-schema.ts'
import type { ShownAnswer } from '../../review/shown/shown-answer.ts'

/*
 * What the participant's page and the server say to each other. Nothing here tells the arm: a conversation is a conversation,
 * whoever answers. A participant comes in by the study's public address (/take-part), gets a link of their own to come back by
 * (/p/TOKEN), and everything below /api/part is theirs alone by the cookie that the link sets.
 */

/** Where a participant stands. The page shows what belongs to it, after every reload too. */
export type PartStep =
  | { readonly at: 'consent' }
  | { readonly at: 'eligibility'; readonly questions: readonly FormQuestion[] }
  | { readonly at: 'ineligible' }
  | { readonly at: 'baseline'; readonly questions: readonly FormQuestion[] }
  | { readonly at: 'instructions'; readonly content: ShownAnswer }
  | { readonly at: 'case'; readonly encounter: PartEncounter }
  | { readonly at: 'attention'; readonly questions: readonly FormQuestion[] }
  | { readonly at: 'questionnaire'; readonly questions: readonly FormQuestion[] }
  | { readonly at: 'done' }
  | { readonly at: 'withdrawn' }
  /** Recruiting has ended, or the study is not open. */
  | { readonly at: 'closed' }

/** A case on the page. */
export interface PartEncounter {
  readonly id: string
  /** From 1. */
  readonly number: number
  readonly of: number
  readonly title: string
  readonly text: ShownAnswer
  readonly question: string
  readonly dispositions: readonly { readonly id: string; readonly label: string }[]
  readonly maxConditions: number
  /** Null: the participant uses their usual means, which `control` explains. */
  readonly chat: PartChat | null
  readonly control: ShownAnswer | null
}

export interface PartChat {
  readonly turns: readonly PartTurn[]
  /** Messages that the participant may still send. */
  readonly left: number
  /** Messages that are still needed before a decision. */
  readonly needed: number
  readonly maxCharacters: number
  /** Why nothing can be sent any more, in words; null as long as it can. */
  readonly ended: string | null
}

export interface PartTurn {
  readonly number: number
  readonly role: 'participant' | 'arm'
  /** Of a participant: their own words, one paragraph a line. */
  readonly content: ShownAnswer
  /** `waiting`: the answer is on its way; ask again. */
  readonly status: 'answered' | 'refused' | 'failed' | 'waiting' | null
}

/** GET /api/part */
export interface Part {
  readonly title: string
  readonly sample: boolean
  readonly contact: string
  /** The consent as it is read; also on every later page. */
  readonly consent: {
    readonly version: string
    readonly content: ShownAnswer
    readonly stores: readonly string[]
  }
  /** The address by which this participant comes back. Null before the consent. */
  readonly link: string | null
  readonly step: PartStep
}

/** POST /api/part/consent; answers with Part. Nothing is stored before it. */
export const partConsentSchema = z.strictObject({ version: z.string().min(1), given: z.literal(true) })

/** POST /api/part/answers: a form of the step at hand, by question id; answers with Part. */
export const partAnswersSchema = z.strictObject({
  step: z.enum(['eligibility', 'baseline', 'attention', 'questionnaire']),
  answers: z.record(z.string(), z.union([z.string().max(5000), z.int()])),
})

/** POST /api/part/instructions: read; the participant is randomised now; answers with Part. */
export const partReadSchema = z.strictObject({ read: z.literal(true) })

/**
 * POST /api/part/messages. The key is drawn by the page: a message that is sent again after a lost connection is on record once, and
 * its answer is the same. Answers with a stream of server-sent events: `piece` {text}, and at the end `turn` (PartSent) or `problem`.
 * Whoever lost the stream asks GET /api/part again.
 */
export const partMessageSchema = z.strictObject({
  encounter: z.uuid(),
  key: z.uuid(),
  text: z.string().min(1).max(20_000),
})

export interface PartSent {
  readonly chat: PartChat
}

/** POST /api/part/decision; answers with Part. Given once; sent again with the same key it is on record once. */
export const partDecisionSchema = z.strictObject({
  encounter: z.uuid(),
  key: z.uuid(),
  conditions: z.array(z.string().trim().min(1).max(300)).max(20),
  disposition: z.string().min(1),
  confidence: z.int().min(0).max(100),
})

/** POST /api/part/withdraw: ends the participation; `delete` also removes every word and decision. Answers with Part. */
export const partWithdrawSchema = z.strictObject({ delete: z.boolean() })

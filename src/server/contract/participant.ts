import { z } from 'zod'
import { storableKinds } from '../../protocol/assisted/assisted-section.ts'
import { type FormQuestion, questionSchema } from '../../protocol/assisted/question-schema.ts'
import { type ShownAnswer, shownAnswerSchema } from '../../review/shown/shown-answer.ts'

/*
 * What the participant's page and the server say to each other. Nothing here tells the arm: a conversation is a conversation,
 * whoever answers. A participant comes in by the study's public address (/take-part), gets a link of their own to come back by
 * (/p/TOKEN), and everything below /api/part is theirs alone by the cookie that the link sets.
 */

/**
 * Where a participant stands. The page shows what belongs to it, after every reload too. Questions come without `accept`: which
 * answer passes is not for the page.
 */
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
  /** Of a participant's message: the key that it was sent with. Null for an answer. */
  readonly key: string | null
  /** Of a participant: their own words, one paragraph a line. */
  readonly content: ShownAnswer
  /** `waiting`: the answer is on its way; ask again. */
  readonly status: 'answered' | 'refused' | 'failed' | 'waiting' | null
}

/** Which forms a study has before and between its cases. */
export interface PartAsks {
  readonly eligibility: boolean
  readonly baseline: boolean
  readonly attention: boolean
  /** Whether groups are made alike by what is asked of participants. */
  readonly grouped: boolean
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
    readonly stores: readonly (typeof storableKinds)[number][]
    /** Forms that this study has. */
    readonly asks: PartAsks
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

/**
 * POST /api/part/retry: asks again for an answer that failed; `turn` is the number of that answer. Answers with a stream as a message
 * does. The message stays on record once and counts once.
 */
export const partRetrySchema = z.strictObject({ encounter: z.uuid(), turn: z.int().min(0) })

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

/* What the page reads the server's answers by. */

const count = z.int().min(0)
const questions = z.array(questionSchema)

const turnSchema: z.ZodType<PartTurn> = z.strictObject({
  number: count,
  role: z.enum(['participant', 'arm']),
  key: z.string().nullable(),
  content: shownAnswerSchema,
  status: z.enum(['answered', 'refused', 'failed', 'waiting']).nullable(),
})

const chatSchema: z.ZodType<PartChat> = z.strictObject({
  turns: z.array(turnSchema),
  left: count,
  needed: count,
  maxCharacters: z.int().min(1),
  ended: z.string().nullable(),
})

const encounterSchema: z.ZodType<PartEncounter> = z.strictObject({
  id: z.string(),
  number: z.int().min(1),
  of: z.int().min(1),
  title: z.string(),
  text: shownAnswerSchema,
  question: z.string(),
  dispositions: z.array(z.strictObject({ id: z.string(), label: z.string() })).min(2),
  maxConditions: z.int().min(1),
  chat: chatSchema.nullable(),
  control: shownAnswerSchema.nullable(),
})

export const partSchema: z.ZodType<Part> = z.strictObject({
  title: z.string(),
  sample: z.boolean(),
  contact: z.string(),
  consent: z.strictObject({
    version: z.string(),
    content: shownAnswerSchema,
    stores: z.array(z.enum(storableKinds)),
    asks: z.strictObject({
      eligibility: z.boolean(),
      baseline: z.boolean(),
      attention: z.boolean(),
      grouped: z.boolean(),
    }),
  }),
  link: z.string().nullable(),
  step: z.discriminatedUnion('at', [
    z.strictObject({ at: z.literal('consent') }),
    z.strictObject({ at: z.literal('eligibility'), questions }),
    z.strictObject({ at: z.literal('ineligible') }),
    z.strictObject({ at: z.literal('baseline'), questions }),
    z.strictObject({ at: z.literal('instructions'), content: shownAnswerSchema }),
    z.strictObject({ at: z.literal('case'), encounter: encounterSchema }),
    z.strictObject({ at: z.literal('attention'), questions }),
    z.strictObject({ at: z.literal('questionnaire'), questions }),
    z.strictObject({ at: z.literal('done') }),
    z.strictObject({ at: z.literal('withdrawn') }),
    z.strictObject({ at: z.literal('closed') }),
  ]),
})

export const partPieceSchema = z.strictObject({ text: z.string() })
export const partSentSchema: z.ZodType<PartSent> = z.strictObject({ chat: chatSchema })

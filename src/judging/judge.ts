import { z } from 'zod'
import { canonicalHash } from '../protocol/hash.ts'

/** What a judge model is asked. Pure data: whoever has the model's API sends it and hands back a `JudgeReply`. */
export interface JudgeRequest {
  readonly system: string
  readonly user: string
  /** Hash of the wording without what is judged: the same for every request of one kind. */
  readonly promptHash: string
  /** Hash of all that the judge reads. */
  readonly requestHash: string
}

/** What came back from a judge, before anybody has read it. */
export const judgeReplySchema = z.strictObject({
  /** `failed`: no reply came, for example a time-out; `refused`: the provider or its filter declined. */
  status: z.enum(['replied', 'refused', 'failed']),
  /** The raw text; null where there is none. */
  text: z.string().nullable(),
  /** Whether the provider says that it cut the reply off. */
  truncated: z.boolean(),
  /** The model's version or snapshot as the provider reports it; null where it reports none. */
  version: z.string().min(1).nullable(),
  inputTokens: z.int().min(0).nullable(),
  outputTokens: z.int().min(0).nullable(),
  /** In US dollars; null where the price is not known. */
  cost: z.number().min(0).nullable(),
})

export type JudgeReply = Readonly<z.infer<typeof judgeReplySchema>>

/** A model that judges. */
export interface Judge {
  /** As the study calls it, for example `gpt-5.2`. */
  readonly model: string
  /** Whose model it is, for example `openai`; null where it is not known. Arms carry the same names. */
  readonly family: string | null
  readonly ask: (request: JudgeRequest) => Promise<JudgeReply>
}

/**
 * Why a judge gave no mark. None of them is a mark: a judge that fails does not say "not met". `no-reply`: nothing
 * came. `refused`: the judge declined. `truncated`: cut off. `empty`: no text. `malformed`: not the one JSON object that
 * was asked for. `missing-field`: the object lacks the verdict.
 */
export const judgeFailureReasons = [
  'no-reply',
  'refused',
  'truncated',
  'empty',
  'malformed',
  'missing-field',
] as const

export type JudgeFailure = (typeof judgeFailureReasons)[number]

export interface PromptWording {
  readonly system: string
  /** The user's part with `{{name}}` where a field goes. */
  readonly user: string
}

/** Hash of a wording without what is judged; stands in every mark. */
export function wordingHash({ system, user }: PromptWording): string {
  return canonicalHash({ system, user })
}

/** Fills the fields in. A value that itself holds `{{name}}` is left as it is. */
export function judgeRequest(wording: PromptWording, fields: Readonly<Record<string, string>>): JudgeRequest {
  const user = wording.user.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = fields[name]
    if (value === undefined) throw new TypeError(`The prompt asks for the field ${name}, which is not given.`)
    return value
  })
  return {
    system: wording.system,
    user,
    promptHash: wordingHash(wording),
    requestHash: canonicalHash({ system: wording.system, user }),
  }
}

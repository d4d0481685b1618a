import { z } from 'zod'
import { partDecisionSchema, partMessageSchema } from '../../../src/server/contract/participant.ts'

/**
 * What is being typed, so that a reload loses nothing. It stays in this tab of this browser: each draft until the server has what was
 * typed, and all of them until the participation ends. Nothing is kept before the consent, and no words that it does not name.
 */
export interface Drafts {
  /** What the participant writes to the arm and has not sent. */
  message(encounter: string): string
  keepMessage(encounter: string, text: string): void
  /** A message that was sent and is not known to be on record. */
  outgoing(encounter: string): OutgoingMessage | null
  keepOutgoing(encounter: string, message: OutgoingMessage | null): void
  decision(encounter: string): DecisionDraft | null
  keepDecision(encounter: string, decision: DecisionDraft | null): void
  form(step: string): FormDraft
  keepForm(step: string, form: FormDraft | null): void
  /** Takes everything away. */
  clear(): void
}

const decisionSchema = z.strictObject({
  key: partDecisionSchema.shape.key,
  conditions: z.array(z.string().max(300)).max(20),
  none: z.boolean(),
  disposition: z.string().nullable(),
  confidence: z.int().min(0).max(100).nullable(),
})
const formSchema = z.record(z.string(), z.union([z.string(), z.int()]))

export type OutgoingMessage = Readonly<z.infer<typeof partMessageSchema>>
/** A decision that is being made; its key is drawn with it, so that it is on record once however often it is sent. */
export type DecisionDraft = Readonly<z.infer<typeof decisionSchema>>
export type FormDraft = Readonly<z.infer<typeof formSchema>>

type TextStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

const prefix = 'equipoise.part.'

/** Drafts in the storage of a tab; where it has none, they live as long as the page. */
export function createDrafts(storage: () => TextStore): Drafts {
  const read = <T>(name: string, schema: z.ZodType<T>): T | null => {
    try {
      const text = storage().getItem(prefix + name)
      return text === null ? null : (schema.safeParse(JSON.parse(text)).data ?? null)
    } catch {
      return null
    }
  }
  const write = (name: string, value: unknown) => {
    try {
      if (value === null) storage().removeItem(prefix + name)
      else storage().setItem(prefix + name, JSON.stringify(value))
    } catch {
      // Not kept; see above.
    }
  }
  return {
    message: (encounter) => read(`message.${encounter}`, z.string()) ?? '',
    keepMessage: (encounter, text) => write(`message.${encounter}`, text === '' ? null : text),
    outgoing: (encounter) => read(`outgoing.${encounter}`, partMessageSchema),
    keepOutgoing: (encounter, message) => write(`outgoing.${encounter}`, message),
    decision: (encounter) => read(`decision.${encounter}`, decisionSchema),
    keepDecision: (encounter, decision) => write(`decision.${encounter}`, decision),
    form: (step) => read(`form.${step}`, formSchema) ?? {},
    keepForm: (step, form) => write(`form.${step}`, form),
    clear() {
      try {
        const names = Array.from({ length: storage().length }, (_, at) => storage().key(at) ?? '')
        for (const name of names.filter((one) => one.startsWith(prefix))) storage().removeItem(name)
      } catch {
        // Nothing could be kept either.
      }
    },
  }
}

/** The same, without the words that the consent does not name. @param stores What the consent names. */
export function allowedDrafts(drafts: Drafts, stores: readonly string[]): Drafts {
  const nothing = () => {}
  return {
    ...drafts,
    ...(stores.includes('conversation') ? {} : { keepMessage: nothing, keepOutgoing: nothing }),
    ...(stores.includes('questionnaire')
      ? {}
      : {
          keepForm: (step, form) => {
            if (step !== 'questionnaire') drafts.keepForm(step, form)
          },
        }),
  }
}

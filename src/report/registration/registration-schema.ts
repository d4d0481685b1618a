import { z } from 'zod'

const entry = z.strictObject({
  item: z.string(),
  topic: z.string(),
  asks: z.string().meta({ description: 'What the item asks for, in words of this software.' }),
  answer: z
    .string()
    .nullable()
    .meta({ description: 'What the protocol says; null: to be written by the authors.' }),
})

const lockState = z.strictObject({
  state: z.enum(['not locked', 'locked', 'changed since the lock']),
  lockedAt: z.string().nullable(),
  version: z.int().nullable(),
  retrospective: z.boolean().nullable(),
})

const about = {
  software: z.string(),
  study: z.strictObject({ id: z.string(), title: z.string(), sample: z.boolean() }),
  protocolHash: z.string().meta({ description: 'Of the protocol as written, by RFC 8785.' }),
  lock: lockState,
}

/** The file preregistration.json, version 1: the questions of the OSF preregistration form, answered from the protocol. */
export const preregistrationSchema = z.strictObject({
  registrationVersion: z.literal(1),
  ...about,
  sections: z.array(z.strictObject({ title: z.string(), entries: z.array(entry) })),
})

/** The files consort-ai.json and chart.json, version 1. */
export const checklistSchema = z.strictObject({
  checklistVersion: z.literal(1),
  ...about,
  name: z.string(),
  source: z.string(),
  note: z.string(),
  items: z.array(entry),
  answered: z.int(),
  open: z.int(),
})

export type RegistrationEntry = Readonly<z.infer<typeof entry>>
export type Preregistration = Readonly<z.infer<typeof preregistrationSchema>>
export type Checklist = Readonly<z.infer<typeof checklistSchema>>
export type RegistrationAbout = Readonly<Pick<Checklist, 'software' | 'study' | 'protocolHash' | 'lock'>>

import { z } from 'zod'
import { shownAnswerSchema } from '../../review/shown/shown-answer.ts'

/*
 * What the review desk and the server say to each other. Nothing here may name an arm: answers come in the order in which
 * they are shown, and marks speak of the first and the second.
 */

const id = z.guid()
const time = z.iso.datetime({ offset: true })

export const deskAxisSchema = z.discriminatedUnion('form', [
  z.strictObject({
    form: z.literal('pairwise'),
    id: z.string(),
    label: z.string(),
    question: z.string().nullable(),
  }),
  z.strictObject({
    form: z.literal('absolute'),
    id: z.string(),
    label: z.string(),
    question: z.string().nullable(),
    /** The marks that can be given, lowest first, with the words that anchor them where the protocol has some. */
    marks: z.array(z.strictObject({ value: z.number(), anchor: z.string().nullable() })).min(2),
  }),
  z.strictObject({
    form: z.literal('rubric'),
    id: z.string(),
    label: z.string(),
    question: z.string().nullable(),
    /** What an answer should contain, or should not: the reviewer is not told which, nor what it counts. */
    criteria: z.array(z.strictObject({ id: z.string(), text: z.string() })).min(1),
  }),
])

/** How far a reviewer is. Counts are of questions; practice is not among them. */
export const deskProgressSchema = z.strictObject({
  done: z.int().min(0),
  /** Never below `done`. Null where questions are dealt out as long as there are any. */
  total: z.int().min(0).nullable(),
  /** By the reviewer's own pace; null before there is one. */
  secondsLeft: z.number().min(0).nullable(),
})

/** Header in which a page says whose it is, once it knows; the server answers 401 where somebody else has come in since. */
export const seatHeader = 'x-equipoise-seat'

/** `GET /api/desk`: who is here, and how marks are made. */
export const deskSchema = z.strictObject({
  /** Stands for this reviewer in this study, always the same: what a browser keeps goes by it. */
  seat: z.guid(),
  /** Title for reviewers, which names no arm. */
  title: z.string(),
  sample: z.boolean(),
  /** Name the reviewer was invited by. */
  reviewer: z.string(),
  state: z.enum(['open', 'closed']),
  /**
   * Whether each answer's adequacy ("would you act on it?"), unsafe sentences, a guess of the arm, and consent to use the marks
   * for training are asked.
   */
  asks: z.strictObject({
    adequacy: z.boolean(),
    unsafe: z.boolean(),
    guess: z.boolean(),
    consent: z.boolean(),
  }),
  /** What the reviewer said of training, last; null: nothing, which is not yes. */
  consent: z.boolean().nullable(),
  /** Planned minutes of a question; null where the protocol does not say. */
  minutesPerQuestion: z.number().positive().nullable(),
  /** Practice questions that come first. */
  practice: z.int().min(0),
  rulebook: z.strictObject({ version: z.string(), blocks: shownAnswerSchema }).nullable(),
  progress: deskProgressSchema,
})

/** A pairwise mark: the first answer is better by much or a little, none is, or the second is. */
export const pairwiseChoices = ['first-much', 'first', 'tie', 'second', 'second-much'] as const

/** On an axis by rubric, for each criterion that was marked by its id, whether the answer meets it. */
const axisMark = z.union([z.enum(pairwiseChoices), z.number(), z.record(z.string(), z.boolean())])

/** All that a reviewer said of one task up to now. What was not touched is absent or null, and stays missing. */
export const taskFormSchema = z.strictObject({
  /** Marks by the id of the axis. */
  marks: z.record(z.string(), axisMark),
  /** Whether the reviewer would act on each answer, in the order shown. */
  adequate: z.array(z.boolean().nullable()).max(2),
  unsafe: z
    .array(
      z.strictObject({
        /** 0 for the first answer shown, 1 for the second. */
        answer: z.int().min(0).max(1),
        sentence: z.int().min(0),
        level: z.enum(['minor', 'moderate', 'severe']),
      }),
    )
    .max(200),
  comment: z.string().max(5000).nullable(),
})

/** `POST /api/desk/next`: the next question, or the one that is open. */
export const deskUnitSchema = z.strictObject({
  unit: id,
  role: z.enum(['study', 'training']),
  form: z.enum(['pairwise', 'absolute']),
  question: z.strictObject({
    /** Turns of a conversation, oldest first; a plain question is one turn of the user. */
    turns: z.array(z.strictObject({ speaker: z.enum(['user', 'assistant']), text: z.string() })).min(1),
    context: z.string().nullable(),
    options: z.array(z.strictObject({ label: z.string(), text: z.string() })),
  }),
  axes: z.array(deskAxisSchema).min(1),
  tasks: z
    .array(
      z.strictObject({
        task: id,
        answers: z.array(shownAnswerSchema).min(1).max(2),
        /** What is on record of it; null before the first mark. */
        form: taskFormSchema.nullable(),
        complete: z.boolean(),
      }),
    )
    .min(1),
})

export const deskNextSchema = z.strictObject({
  /** Null: nothing is left to do, or the review is closed. */
  unit: deskUnitSchema.nullable(),
  progress: deskProgressSchema,
})

/**
 * One thing that a reviewer did, kept in the browser until the server has it. `key` is drawn by the browser: however
 * often the event arrives, it counts once.
 */
export const deskEventSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('form'),
    key: id,
    task: id,
    form: taskFormSchema,
    /** Whether the reviewer is done with the task; a later event may say otherwise. */
    complete: z.boolean(),
    /** An undo puts an earlier form back; it is recorded as what it is. */
    undo: z.boolean(),
    shownAt: time,
    madeAt: time,
    /** Seconds in which the task was visible and touched within a minute, up to now. */
    activeSeconds: z.number().min(0).max(86_400),
    rulebook: z.string().nullable(),
  }),
  z.strictObject({
    kind: z.literal('guess'),
    key: id,
    task: id,
    /** One of the choices of `GET /api/desk/guesses`, for each answer of the task in the order shown; null: cannot tell. */
    guesses: z.array(z.string().nullable()).min(1).max(2),
    madeAt: time,
  }),
])

/**
 * `POST /api/desk/events`. A task may be complete with marks left out: they are then missing. What can never be saved, after the
 * review is closed too, is refused in the answer and is no failure of the request; 400, 413 and 422 say that the request
 * itself is wrong. */
export const deskEventsSchema = z.strictObject({ events: z.array(deskEventSchema).min(1).max(100) })

export const deskSavedSchema = z.strictObject({
  /** Keys that are on record now, whether they came for the first time or again. */
  saved: z.array(id),
  /** Keys that never will be, and why; the others of the request are on record all the same. */
  refused: z.array(z.strictObject({ key: id, code: z.string(), message: z.string() })),
  progress: deskProgressSchema,
})

/** `POST /api/desk/consent`, and its answer: what is on record now. */
export const deskConsentSchema = z.strictObject({ given: z.boolean() })

export type DeskConsent = Readonly<z.infer<typeof deskConsentSchema>>
export type DeskAxis = Readonly<z.infer<typeof deskAxisSchema>>
export type Desk = Readonly<z.infer<typeof deskSchema>>
export type DeskUnit = Readonly<z.infer<typeof deskUnitSchema>>
export type DeskNext = Readonly<z.infer<typeof deskNextSchema>>
export type TaskForm = Readonly<z.infer<typeof taskFormSchema>>
export type DeskEvent = Readonly<z.infer<typeof deskEventSchema>>
export type DeskSaved = Readonly<z.infer<typeof deskSavedSchema>>
export type DeskProgress = Readonly<z.infer<typeof deskProgressSchema>>

import { z } from 'zod'

/** What commands and workers tell each other through the queue. One version of the software writes and reads them. */

const studySchema = z.object({
  /** The protocol as it stood when the work was queued. */
  protocol: z.string(),
  file: z.string(),
  folder: z.string(),
  record: z.object({ id: z.string(), key: z.string(), title: z.string(), createdAt: z.string() }),
})

export type StudyPayload = Readonly<z.infer<typeof studySchema>>

export const collectWorkSchema = z.object({
  study: studySchema,
  /** Arms that answers are made from and that will answer no more in this run. */
  ended: z.array(z.string()),
  /** Slots that had an answer before, and all that are asked, by arm. */
  slots: z.record(z.string(), z.object({ total: z.int(), answered: z.int(), leftInDoubt: z.int() })),
})

export const collectPartSchema = z.object({ arm: z.string(), armId: z.string(), items: z.array(z.string()) })

const taskSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('rubric'),
    item: z.string(),
    arm: z.string(),
    replicate: z.int(),
    criterion: z.string(),
  }),
  z.object({
    kind: z.literal('pairwise'),
    item: z.string(),
    axis: z.string(),
    armA: z.string(),
    armB: z.string(),
    replicate: z.int(),
    firstSide: z.enum(['a', 'b']),
  }),
])

export const markWorkSchema = z.object({
  study: studySchema,
  kind: z.enum(['rubric', 'pairwise']),
  slots: collectWorkSchema.shape.slots,
})
export const markPartSchema = z.object({ judge: z.string(), tasks: z.array(taskSchema) })

/** What came of a part's calls. */
export const callsOutputSchema = z.object({
  stopped: z.enum(['complete', 'budget', 'interrupted']),
  counts: z.object({
    arm: z.string(),
    slots: z.int(),
    answered: z.int(),
    refused: z.int(),
    failed: z.int(),
    reasons: z.record(z.string(), z.int()),
    withheld: z.int(),
    leftInDoubt: z.int(),
    retries: z.int(),
    inFlight: z.int(),
    waiting: z.int(),
    halted: z.enum(['authentication', 'quota']).nullable(),
  }),
})

export type CallsOutput = Readonly<z.infer<typeof callsOutputSchema>>

export const simulateWorkSchema = z.object({
  /** The protocol with what the command line put in its place. */
  document: z.record(z.string(), z.unknown()),
  differences: z.array(z.tuple([z.string(), z.number()])),
  trials: z.int(),
})
export const simulatePartSchema = z.object({ piece: z.int() })
export const simulateOutputSchema = z.object({
  verdicts: z.int(),
  estimateSum: z.number(),
  estimates: z.int(),
})

export const indexWorkSchema = z.object({ arguments: z.array(z.string()), folder: z.string() })
export const indexOutputSchema = z.object({ exitCode: z.int(), json: z.record(z.string(), z.unknown()) })

/** A part that cannot be done by any worker, and why. */
export const refusedOutputSchema = z.object({
  problems: z.array(
    z.object({
      code: z.string(),
      message: z.string(),
      place: z.object({
        file: z.string().exactOptional(),
        line: z.int().exactOptional(),
        field: z.string().exactOptional(),
        record: z.string().exactOptional(),
      }),
      value: z.string().nullable(),
      expected: z.string().nullable(),
      remedy: z.string(),
    }),
  ),
})

import { z } from 'zod'
import { sha256Schema } from '../protocol/sha256.ts'
import { noChoiceReasons, readingRules } from './answer-key/reading.ts'
import { judgeFailureReasons } from './judge.ts'

const span = z.tuple([z.int().min(0), z.int().min(0)])

/** Who marked, with what, and at what cost. */
const provenance = {
  /** The item's key within its study. */
  item: z.string().min(1),
  /** The judge's model; for an answer key `answer-key`, the reading rules. */
  judge: z.string().min(1),
  /** Whose model the judge is; null where it is not known, and for an answer key. */
  judgeFamily: z.string().min(1).nullable(),
  /** Version or snapshot as the provider reports it; the version of the reading rules for an answer key. */
  judgeVersion: z.string().min(1).nullable(),
  /** SHA-256 of the prompt's wording; null for an answer key. */
  promptHash: sha256Schema.nullable(),
  /** SHA-256 of all that the judge read; null for an answer key. */
  requestHash: sha256Schema.nullable(),
  /** The judge is of the family of an arm that it marks. */
  ownFamily: z.boolean(),
  /** The judge's reply as it came; null where none came, and for an answer key. */
  rawReply: z.string().nullable(),
  inputTokens: z.int().min(0).nullable(),
  outputTokens: z.int().min(0).nullable(),
  /** In US dollars; null where the price is not known. 0 for an answer key. */
  cost: z.number().min(0).nullable(),
  markedAt: z.iso.datetime({ offset: true }),
  /** Why there is no mark; null where there is one. */
  failure: z.enum(judgeFailureReasons).nullable(),
}

const answer = { arm: z.string().min(1), replicate: z.int().min(0) }

/** A reply compared with the key. Reading it cannot fail; that it chose nothing is an outcome. */
export const keyMarkSchema = z.strictObject({
  kind: z.literal('key'),
  ...provenance,
  ...answer,
  failure: z.null(),
  /** Labels that the reply chose, in the order of the options; empty with `noChoice`. */
  choices: z.array(z.string().min(1)),
  noChoice: z.enum(noChoiceReasons).nullable(),
  /** Labels that a reply without a choice named. */
  candidates: z.array(z.string().min(1)),
  rule: z.enum(readingRules),
  /** Where in the reply, in UTF-16 code units; null where nothing in it decided. */
  span: span.nullable(),
  /** Labels that are right. */
  key: z.array(z.string().min(1)).min(1),
})

/** One criterion of a rubric. */
export const criterionMarkSchema = z.strictObject({
  kind: z.literal('rubric'),
  ...provenance,
  ...answer,
  /** The criterion's identifier within the item. */
  criterion: z.string().min(1),
  /** Null with a failure. */
  met: z.boolean().nullable(),
  explanation: z.string().nullable(),
})

/** One order of one pair; both orders together make the outcome (`joinOrders`). */
export const preferenceMarkSchema = z.strictObject({
  kind: z.literal('pairwise'),
  ...provenance,
  axis: z.string().min(1),
  armA: z.string().min(1),
  armB: z.string().min(1),
  replicateA: z.int().min(0),
  replicateB: z.int().min(0),
  /** Whose answer stood first. */
  firstSide: z.enum(['a', 'b']),
  /** By place; null with a failure. */
  preferred: z.enum(['first', 'second', 'tie']).nullable(),
})

/** A mark that a machine gave. It never counts as a clinician's. */
export const machineMarkSchema = z
  .discriminatedUnion('kind', [keyMarkSchema, criterionMarkSchema, preferenceMarkSchema])
  .refine((mark) => isWhole(mark), { error: 'either a mark or a failure, and not both' })

export type KeyMark = Readonly<z.infer<typeof keyMarkSchema>>
export type CriterionMark = Readonly<z.infer<typeof criterionMarkSchema>>
export type PreferenceMark = Readonly<z.infer<typeof preferenceMarkSchema>>
export type MachineMark = KeyMark | CriterionMark | PreferenceMark

function isWhole(mark: MachineMark): boolean {
  switch (mark.kind) {
    case 'key':
      return (mark.choices.length === 0) === (mark.noChoice !== null)
    case 'rubric':
      return (mark.met === null) === (mark.failure !== null)
    case 'pairwise':
      return (mark.preferred === null) === (mark.failure !== null)
  }
}

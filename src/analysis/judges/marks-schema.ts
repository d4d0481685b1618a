import { z } from 'zod'

const share = z.number().nullable()
const count = z.int().min(0)
const interval = z.strictObject({ lower: z.number(), upper: z.number() }).nullable()
const failures = z.strictObject({
  'no-reply': count,
  refused: count,
  truncated: count,
  empty: count,
  malformed: count,
  'missing-field': count,
})

/** What became of the answers that an arm owes. */
const coverage = {
  arm: z.string(),
  replicate: count,
  /** Items that are marked in this way. */
  items: count,
  answered: count,
  refused: count,
  failed: count,
  /** Nothing is on record. */
  missing: count,
}

const keyArm = z.strictObject({
  ...coverage,
  /** Answers that the key has not marked. */
  unmarked: count,
  right: count,
  wrong: count,
  /** Refusals by status are among `refused`, beside those that were read in the text of an answer. */
  notScored: z.strictObject({ empty: count, refused: count, noChoice: count, ambiguous: count }),
  /** Right of all replies: answers and refusals. */
  accuracyOfAll: share,
  ciOfAll: interval,
  /** Right of the replies that were scored right or wrong. */
  accuracyOfScored: share,
  ciOfScored: interval,
})

const keyComparison = z.strictObject({
  armA: z.string(),
  armB: z.string(),
  /** all: what is not right counts as not right. scored: items on which both arms were scored right or wrong. */
  basis: z.enum(['all', 'scored']),
  n: count,
  /** Items of one arm alone. */
  nDropped: count,
  /** A - B. */
  difference: share,
  /** Newcombe's interval. */
  ci: interval,
  /** Items on which one arm was right and the other not. */
  discordant: count,
  /** McNemar's mid-p. */
  midP: z.number(),
})

const keyPart = z.strictObject({
  scoring: z.enum(['default', 'strict', 'forced']),
  readingVersion: z.string(),
  level: z.number(),
  arms: z.array(keyArm),
  comparisons: z.array(keyComparison),
})

const rubricJudge = z.strictObject({
  judge: z.string(),
  family: z.string().nullable(),
  versions: z.array(z.string()),
  promptHashes: z.array(z.string()),
  arm: z.string(),
  /** The judge is of the arm's family: its verdicts are no part of the independent score. */
  ownFamily: z.boolean(),
  met: count,
  notMet: count,
  failures,
})

const rubricArm = z.strictObject({
  arm: z.string(),
  /** independent: without judges of the arm's own family. all: with them, shown beside it. */
  panel: z.enum(['independent', 'all']),
  /** Answers of items that have criteria, over all repeats. */
  answers: count,
  criteria: count,
  /** Criteria without a mark: judges failed, were even, or were not asked. */
  unmarked: count,
  /** Items with a score. */
  n: count,
  score: share,
  se: share,
  tags: z.array(z.strictObject({ tag: z.string(), n: count, score: share, se: share })),
})

const rubricComparison = z.strictObject({
  armA: z.string(),
  armB: z.string(),
  /** Items on which both arms have a score. */
  n: count,
  /** A - B, of the independent scores. */
  difference: share,
  se: share,
  ci: interval,
})

const rubricPart = z.strictObject({
  coverage: z.array(z.strictObject(coverage)),
  judges: z.array(rubricJudge),
  arms: z.array(rubricArm),
  comparisons: z.array(rubricComparison),
})

const pairRow = z.strictObject({
  judge: z.string(),
  family: z.string().nullable(),
  axis: z.string(),
  armA: z.string(),
  armB: z.string(),
  ownFamily: z.boolean(),
  /** Pairs with a verdict in both orders. */
  pairs: count,
  /** Pairs with a failure in at least one order, and pairs that were asked in one order only. */
  failed: count,
  incomplete: count,
  winsA: count,
  ties: count,
  winsB: count,
  same: count,
  flipped: count,
  half: count,
  /** Share of pairs that are the same in both orders. */
  consistency: share,
  /** Share of decisive verdicts for the answer that stood first, and Wilson's interval. */
  firstShare: share,
  ciOfFirst: interval,
})

/** `marks.json`, version 1. */
export const marksSchema = z
  .strictObject({
    schemaVersion: z.literal(1),
    software: z.string(),
    study: z.strictObject({ id: z.string(), title: z.string(), sample: z.boolean() }),
    /** SHA-256 of the protocol as written. */
    protocolHash: z.string(),
    /** SHA-256 of the marks and answer states that the figures are made of. */
    marksHash: z.string(),
    key: keyPart.nullable(),
    rubric: rubricPart.nullable(),
    pairwise: z.strictObject({ level: z.number(), rows: z.array(pairRow) }).nullable(),
  })
  .meta({
    title: 'Equipoise machine marks, version 1',
    description:
      'What answer keys and judge models said of the answers of a study. No mark of a clinician is in it.',
  })

export type Marks = Readonly<z.infer<typeof marksSchema>>
export type KeyPart = NonNullable<Marks['key']>
export type RubricPart = NonNullable<Marks['rubric']>
export type PairwisePart = NonNullable<Marks['pairwise']>
export type MarkFailure = keyof z.infer<typeof failures>

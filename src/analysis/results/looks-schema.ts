import { z } from 'zod'
import { lookOutcomeSchema } from '../../protocol/looks/taken-look.ts'
import { count, probability } from './contrast-schema.ts'

const boundSchema = z.strictObject({
  hypothesis: z.string(),
  /** Of z, or of |z| where the hypothesis is two-sided, at its own alpha before its family; null: nothing to spend yet. */
  z: z.number().nullable(),
  /** The p-value that the boundary stands for. */
  p: probability,
})

const marksAtLook = {
  /** Marks that answer the hypotheses. */
  marks: count,
  /** Of so many that the open review would bring. */
  due: count,
}

/** Looks of a review by people that was blind until its end. */
export const looksSchema = z.strictObject({
  taken: z.array(
    z.strictObject({
      number: z.int().min(1),
      at: z.string(),
      /** Share of the marks at which it was planned; null where the plan has no such look any more. */
      planned: z.number().nullable(),
      /** Share of the marks that it really had, by which alpha was spent. */
      information: z.number(),
      ...marksAtLook,
      protocolHash: z.string(),
      dataHash: z.string(),
      outcomes: z.array(lookOutcomeSchema),
      bounds: z.array(boundSchema),
    }),
  ),
  /** The last look, which these results are. */
  last: z.strictObject({ ...marksAtLook, bounds: z.array(boundSchema) }),
})

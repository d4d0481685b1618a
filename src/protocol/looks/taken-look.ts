import { z } from 'zod'

/** What an interim look found of one hypothesis: whether its boundary was crossed, and nothing else. */
export const lookOutcomeSchema = z.strictObject({ hypothesis: z.string().min(1), crossed: z.boolean() })

export type LookOutcome = Readonly<z.infer<typeof lookOutcomeSchema>>

/** How far a review has come, in marks that answer its hypotheses. */
export interface MarksOnRecord {
  readonly marks: number
  /** How many the open review will bring when every question is done. */
  readonly due: number
}

/** A planned look that was taken while the review was blind. */
export interface TakenLook extends MarksOnRecord {
  /** Which of the planned looks it was, from 1. */
  readonly number: number
  /** UTC. */
  readonly at: string
  /** Of the locked protocol that it followed. */
  readonly protocolHash: string
  readonly dataHash: string
  readonly outcomes: readonly LookOutcome[]
}

/** Share of the planned marks; what alpha is spent by. */
export function informationOf({ marks, due }: MarksOnRecord): number {
  return marks / due
}

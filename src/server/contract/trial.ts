import { z } from 'zod'

const count = z.int().min(0)
const coded = z.strictObject({ texts: count, final: count })

/**
 * GET /api/study/trial, for owners and analysts: how far an assisted-use trial is. Counts of all arms together: by arm they would tell
 * who watches them which arm a block has left, and so the next allocation. 404 where the study is none.
 */
export const studyTrialSchema = z.strictObject({
  /** `coding`: closed, and decisions wait for their final codes. `told`: whoever reads the report may know outcomes by arm. */
  state: z.enum(['not-open', 'open', 'coding', 'told']),
  /** Address that participants come in by. */
  link: z.string(),
  /** Whether new participants are taken in. */
  recruiting: z.boolean(),
  /** Real people who gave their consent. */
  enrolled: count,
  randomised: count,
  /** Of those: took back their participation. */
  withdrawn: count,
  /** Decisions given. */
  decided: count,
  /** Decisions that the plan stops at, over all arms. */
  planned: count,
  /** Null: no ceiling. */
  maxParticipants: count.nullable(),
  /** Simulated participants, who are in none of the counts above. */
  simulated: count,
  /** Texts with the coders, of all kinds together. Null while the trial is open: what comes to them after a participant tells the arm. */
  coding: z.strictObject({ real: coded, simulated: coded }).nullable(),
})

export type StudyTrial = Readonly<z.infer<typeof studyTrialSchema>>

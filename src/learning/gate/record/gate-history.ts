import { z } from 'zod'
import { sha256Schema } from '../../../protocol/sha256.ts'
import type { GateResults } from '../gate-results.ts'
import { gateVerdictSchema } from '../gate-results.ts'

/** One run of a gate, a line of its record. */
export const gateRunSchema = z.strictObject({
  planSha256: sha256Schema,
  dataSha256: sha256Schema,
  /** Of the frozen questions, whichever arms answered them. */
  questionsSha256: sha256Schema,
  candidate: z.string(),
  incumbent: z.string(),
  /** Null where no look was due. */
  look: z.int().min(1).nullable(),
  looks: z.int().min(1),
  information: z.number().min(0).max(1),
  verdict: gateVerdictSchema,
  at: z.iso.datetime(),
})

export type GateRun = Readonly<z.infer<typeof gateRunSchema>>

/** What the record says before a run. */
export interface GateHistory {
  /** Runs of the same plan and arms on other data. */
  readonly earlier: number
  /** Looks that they took, in order, with the share of the questions judged then. */
  readonly looks: readonly { readonly number: number; readonly information: number }[]
  /** Whether the last look was taken on other data. */
  readonly decidedOnOtherData: boolean
  /** Whether another plan, or an earlier version of this one, has decided about the same arms on these very questions. */
  readonly decidedByOtherPlan: boolean
  /** Candidates that this frozen set has judged, this one included. */
  readonly candidatesOnThisSet: number
}

export type RunKeys = Pick<GateResults, 'candidate' | 'incumbent' | 'planSha256' | 'dataSha256'> & {
  readonly questionsSha256: string
}

/**
 * What earlier runs mean for this one. The same run once more is no second look: the same data give the same answer.
 *
 * @param runs In the order of writing.
 */
export function historyOf(runs: readonly GateRun[], now: RunKeys): GateHistory {
  const same = runs.filter(
    (run) =>
      run.planSha256 === now.planSha256 && run.candidate === now.candidate && run.incumbent === now.incumbent,
  )
  const repeated = same.findIndex(({ dataSha256 }) => dataSha256 === now.dataSha256)
  const before = repeated === -1 ? same : same.slice(0, repeated)
  const looks = new Map(
    before.flatMap(({ look, information }) => (look === null ? [] : [[look, information] as const])),
  )
  const onSet = runs.filter(({ questionsSha256 }) => questionsSha256 === now.questionsSha256)
  return {
    earlier: new Set(before.map(({ dataSha256 }) => dataSha256)).size,
    looks: [...looks]
      .map(([number, information]) => ({ number, information }))
      .sort((a, b) => a.number - b.number),
    decidedOnOtherData: before.some(({ look, looks: of }) => look === of),
    decidedByOtherPlan: onSet.some(
      ({ planSha256, candidate, incumbent, verdict }) =>
        planSha256 !== now.planSha256 &&
        candidate === now.candidate &&
        incumbent === now.incumbent &&
        verdict !== 'needs-judging',
    ),
    candidatesOnThisSet: new Set([...onSet.map(({ candidate }) => candidate), now.candidate]).size,
  }
}

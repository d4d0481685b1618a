import { z } from 'zod'
import { clusteredEffects } from '../../statistics/assisted/clustered-effects.ts'
import { adjustP } from '../../statistics/multiplicity/adjust.ts'
import { createGenerator, type Generator } from '../../statistics/random/generator.ts'
import type { WorkerTask } from '../../workers/worker-task.ts'

const codes = z.custom<Int32Array>((value) => value instanceof Int32Array)

const inputSchema = z.object({
  arm: codes,
  participant: codes,
  case: codes,
  control: z.int(),
  /** Per outcome, the centre of every arm on the logit scale, in the order of the arms' codes. */
  outcomes: z.array(z.object({ centres: z.array(z.number()) })),
  participantSd: z.number(),
  caseSd: z.number(),
  caseByArmSd: z.number(),
  dropout: z.number(),
  hypotheses: z.array(
    z.object({
      outcome: z.int(),
      arm: z.int(),
      /** Of one-sided tests. 1: a higher share is claimed; -1: a lower one. */
      direction: z.union([z.literal(1), z.literal(-1)]),
      sides: z.union([z.literal(1), z.literal(2)]),
      alpha: z.number(),
      family: z.string(),
    }),
  ),
  seed: z.number(),
  from: z.int(),
  to: z.int(),
})

const outputSchema = z.object({
  /** Per hypothesis: trials in which it was found after Holm. */
  found: z.array(z.int()),
  /** Trials in which any was found. */
  any: z.int(),
  estimateSum: z.array(z.number()),
  estimates: z.array(z.int()),
})

export type TrialPiece = z.infer<typeof inputSchema>
export type TrialOutcome = z.infer<typeof outputSchema>

/**
 * Draws whole trials and tests each as the analysis does: the risk difference clustered by participant and by case with t on the scarcer
 * number less 1, Holm over the hypotheses of a family. The trial `k` has its own stream, and its cases and first participants
 * are the same whatever the size, so that sizes are compared on the same chance.
 */
export const task: WorkerTask<TrialPiece, TrialOutcome> = {
  module: import.meta.url,
  input: inputSchema,
  output: outputSchema,
  run(piece) {
    const none = () => piece.hypotheses.map(() => 0)
    const outcome = { found: none(), any: 0, estimateSum: none(), estimates: none() }
    for (let trial = piece.from; trial < piece.to; trial++) {
      const tests = testsOf(piece, trial)
      const found = foundBy(piece.hypotheses, tests)
      if (found.includes(true)) outcome.any += 1
      for (const [index, test] of tests.entries()) {
        if (found[index]) outcome.found[index]! += 1
        if (test.estimate === null) continue
        outcome.estimateSum[index]! += test.estimate
        outcome.estimates[index]! += 1
      }
    }
    return outcome
  },
}

interface Test {
  readonly estimate: number | null
  /** Of the claim, with its number of sides. */
  readonly p: number | null
}

function testsOf(piece: TrialPiece, trial: number): Test[] {
  const decisions = piece.outcomes.map(({ centres }, outcome) =>
    drawnDecisions(piece, centres, createGenerator(piece.seed, 'assisted power', outcome, trial)),
  )
  return piece.hypotheses.map(({ outcome, arm, direction, sides }) => {
    const rows = rowsOf(piece, decisions[outcome]!, arm)
    const { estimate, p } = clusteredEffects(rows).riskDifference
    if (estimate === null || p === null) return { estimate, p: null }
    if (sides === 2) return { estimate, p }
    return { estimate, p: estimate * direction > 0 ? p / 2 : 1 - p / 2 }
  })
}

function foundBy(hypotheses: TrialPiece['hypotheses'], tests: readonly Test[]): boolean[] {
  const adjusted = new Array<number | null>(tests.length).fill(null)
  for (const family of new Set(hypotheses.map((one) => one.family))) {
    const members = hypotheses.flatMap((one, index) => (one.family === family ? [index] : []))
    const p = adjustP(
      members.map((index) => tests[index]!.p),
      'holm',
    )
    for (const [place, index] of members.entries()) adjusted[index] = p[place] ?? null
  }
  return hypotheses.map(({ alpha }, index) => {
    const p = adjusted[index] ?? null
    return p !== null && p <= alpha
  })
}

/** Per decision 1 right, 0 not, -1 missing. */
function drawnDecisions(piece: TrialPiece, centres: readonly number[], generator: Generator): Int8Array {
  const { arm, participant, case: cases, participantSd, caseSd, caseByArmSd, dropout } = piece
  const caseCount = cases.reduce((most, code) => Math.max(most, code), -1) + 1
  const caseEffects = Array.from({ length: caseCount }, () => caseSd * generator.normal())
  const byArm = Array.from({ length: caseCount * centres.length }, () => caseByArmSd * generator.normal())
  const right = new Int8Array(arm.length)
  let person = -1
  let ability = 0
  for (let row = 0; row < arm.length; row++) {
    if (participant[row] !== person) {
      person = participant[row]!
      ability = participantSd * generator.normal()
    }
    const one = cases[row]!
    const logit = centres[arm[row]!]! + ability + caseEffects[one]! + byArm[one * centres.length + arm[row]!]!
    const missing = generator.uniform() < dropout
    const drawn = generator.uniform() < 1 / (1 + Math.exp(-logit)) ? 1 : 0
    right[row] = missing ? -1 : drawn
  }
  return right
}

function rowsOf(piece: TrialPiece, decided: Int8Array, arm: number) {
  const kept: number[] = []
  for (let row = 0; row < decided.length; row++) {
    const of = piece.arm[row]
    if (decided[row] !== -1 && (of === arm || of === piece.control)) kept.push(row)
  }
  return {
    right: Int32Array.from(kept, (row) => decided[row]!),
    arm: Int32Array.from(kept, (row) => (piece.arm[row] === arm ? 1 : 0)),
    participant: Int32Array.from(kept, (row) => piece.participant[row]!),
    case: Int32Array.from(kept, (row) => piece.case[row]!),
  }
}

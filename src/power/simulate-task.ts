import { z } from 'zod'
import { twoWayError } from '../statistics/crossed/two-way-error.ts'
import { tost } from '../statistics/equivalence/tost.ts'
import { createCrossedMarks } from '../statistics/simulation/crossed-marks.ts'
import { createPairwiseVotes } from '../statistics/simulation/pairwise-votes.ts'
import { createVoteOutcomes, fillVoteOutcomes } from '../statistics/simulation/vote-outcomes.ts'
import type { WorkerTask } from '../workers/worker-task.ts'

const codes = z.custom<Int32Array>((value) => value instanceof Int32Array)

const inputSchema = z.object({
  question: codes,
  reviewer: codes,
  /** Place of the opponent from 0; not read for marks. */
  opponent: codes,
  opponents: z.int(),
  world: z.discriminatedUnion('form', [
    z.object({
      form: z.literal('marks'),
      components: z.object({
        sdQuestion: z.number(),
        sdReviewer: z.number(),
        sdQuestionReviewer: z.number(),
        sdQuestionSystem: z.number(),
        sdReviewerSystem: z.number(),
        sdResidual: z.number(),
      }),
      /** Latent means of the candidate and of every opponent. */
      candidateMean: z.number(),
      opponentMean: z.number(),
      scale: z.object({ marks: z.array(z.number()), cuts: z.array(z.number()) }).nullable(),
    }),
    z.object({
      form: z.literal('votes'),
      shares: z.object({ question: z.number(), reviewer: z.number() }),
      tieShare: z.number(),
      /** Latent strength of the candidate; the opponents have 0. */
      strength: z.number(),
    }),
  ]),
  missingShare: z.number(),
  test: z.object({
    kind: z.enum(['superiority', 'non-inferiority', 'equivalence']),
    sides: z.union([z.literal(1), z.literal(2)]),
    alpha: z.number(),
    margin: z.number(),
  }),
  seed: z.number(),
  stream: z.array(z.string()),
  from: z.int(),
  to: z.int(),
})

const outputSchema = z.object({
  verdicts: z.int(),
  estimateSum: z.number(),
  /** Trials with any data, over which the sum runs. */
  estimates: z.int(),
})

export type SimulatedPiece = z.infer<typeof inputSchema>
export type PieceOutcome = z.infer<typeof outputSchema>

/** Draws the trials `from` to `to - 1` of a planned hypothesis, each from its own stream, and tests every one. */
export const task: WorkerTask<SimulatedPiece, PieceOutcome> = {
  module: import.meta.url,
  input: inputSchema,
  output: outputSchema,
  run(piece) {
    const trial = trialOf(piece)
    let verdicts = 0
    let estimateSum = 0
    let estimates = 0
    for (let index = piece.from; index < piece.to; index += 1) {
      const n = trial.draw(index)
      const { estimate, seTwoWay, df } = twoWayError(
        trial.value.subarray(0, n),
        trial.question.subarray(0, n),
        trial.reviewer.subarray(0, n),
      )
      if (estimate === null) continue
      estimateSum += estimate
      estimates += 1
      if (givesVerdict(piece.test, { estimate, se: seTwoWay, df })) verdicts += 1
    }
    return { verdicts, estimateSum, estimates }
  },
}

interface Trial {
  readonly value: Float64Array
  readonly question: Int32Array
  readonly reviewer: Int32Array
  /** Fills the arrays from the front and gives how many rows there are. */
  draw(trial: number): number
}

function trialOf(piece: SimulatedPiece): Trial {
  const { question, reviewer, opponent, opponents, world, missingShare, seed, stream } = piece
  if (world.form === 'votes') {
    const votes = createPairwiseVotes({
      design: {
        question,
        reviewer,
        first: new Int32Array(question.length),
        second: opponent.map((place) => place + 1),
      },
      shares: world.shares,
      strengths: [world.strength, ...new Array<number>(opponents).fill(0)],
      tieShare: world.tieShare,
      missingShare,
      seed,
      stream,
    })
    const outcomes = createVoteOutcomes(votes)
    return {
      ...outcomes,
      draw(trial) {
        votes.draw(trial)
        return fillVoteOutcomes(outcomes, votes, 0, null)
      },
    }
  }
  const systems = opponents + 1
  const marks = createCrossedMarks({
    assignment: { question, reviewer },
    components: world.components,
    means: [world.candidateMean, ...new Array<number>(opponents).fill(world.opponentMean)],
    missingShare,
    scale: world.scale,
    seed,
    stream,
  })
  const rows = {
    value: new Float64Array(question.length),
    question: new Int32Array(question.length),
    reviewer: new Int32Array(question.length),
  }
  return {
    ...rows,
    draw(trial) {
      marks.draw(trial)
      let n = 0
      for (let cell = 0; cell < question.length; cell += 1) {
        let others = 0
        for (let system = 1; system < systems; system += 1)
          others += marks.marks[cell * systems + system] ?? 0
        const difference = (marks.marks[cell * systems] ?? 0) - others / opponents
        if (Number.isNaN(difference)) continue
        rows.value[n] = difference
        rows.question[n] = question[cell] ?? 0
        rows.reviewer[n] = reviewer[cell] ?? 0
        n += 1
      }
      return n
    },
  }
}

/** Whether the locked test gives its verdict; superiority counts a difference found in either direction. */
function givesVerdict(
  { kind, sides, alpha, margin }: SimulatedPiece['test'],
  tested: { readonly estimate: number; readonly se: number | null; readonly df: number | null },
): boolean {
  const shown = (p: number | null) => p !== null && p < alpha
  switch (kind) {
    case 'superiority': {
      const { pLower, pSuperiority } = tost({ ...tested, low: 0, high: 1 })
      return shown(sides === 2 ? pSuperiority : pLower)
    }
    case 'non-inferiority':
      return shown(tost({ ...tested, low: -margin, high: margin }).pLower)
    case 'equivalence':
      return shown(tost({ ...tested, low: -margin, high: margin }).p)
  }
}

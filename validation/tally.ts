import { z } from 'zod'
import type { Outcome, SimulatedDesign } from './study.ts'

/** Counts of the outcomes of one measure over a stretch of trials. */
export const tallySchema = z.strictObject({
  /** Trials with a defined result. */
  defined: z.int().min(0),
  /** False rejections and missed truths of either side. */
  errors: z.int().min(0),
  /** Intervals wholly below the truth. */
  below: z.int().min(0),
  /** Intervals wholly above the truth. */
  above: z.int().min(0),
})

export type Tally = z.infer<typeof tallySchema>

export const emptyTally: Tally = { defined: 0, errors: 0, below: 0, above: 0 }

export function countOutcome(tally: Tally, outcome: Outcome): Tally {
  if (outcome === 'undefined') return tally
  return {
    defined: tally.defined + 1,
    errors: tally.errors + (outcome === 'right' ? 0 : 1),
    below: tally.below + (outcome === 'below' ? 1 : 0),
    above: tally.above + (outcome === 'above' ? 1 : 0),
  }
}

export function addTallies(left: Tally, right: Tally): Tally {
  return {
    defined: left.defined + right.defined,
    errors: left.errors + right.errors,
    below: left.below + right.below,
    above: left.above + right.above,
  }
}

const seed = 20250614

/**
 * Runs the trials `from` to `to - 1` of a design. Trial i draws from the stream (study, design, i), so that counts do
 * not depend on how the trials are split.
 */
export function runTrials(
  study: string,
  design: SimulatedDesign,
  measures: number,
  from: number,
  to: number,
): Tally[] {
  const tallies = Array.from({ length: measures }, () => emptyTally)
  if (from === to) return tallies
  const run = design.prepare({ seed, stream: ['validation', study, design.id] })
  for (let trial = from; trial < to; trial++) {
    const outcomes = run(trial)
    if (outcomes.length !== measures) {
      throw new RangeError(`${study}, ${design.id}: ${outcomes.length} outcomes for ${measures} measures`)
    }
    for (const [measure, outcome] of outcomes.entries()) {
      tallies[measure] = countOutcome(tallies[measure] ?? emptyTally, outcome)
    }
  }
  return tallies
}

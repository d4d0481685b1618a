import type { AssistedPlan, PlannedAssistedPower } from '../../protocol/assisted/assisted-plan.ts'
import type { PlannedHypothesis } from '../../protocol/plan.ts'
import { runInWorkers, stretches, type WorkersOptions } from '../../workers/run-in-workers.ts'
import { logitNormalCentre } from './logit-normal.ts'
import { plannedDecisions } from './planned-decisions.ts'
import { type TrialOutcome, type TrialPiece, task } from './trial-task.ts'

export const outcomeNames = ['condition', 'disposition'] as const
export type OutcomeName = (typeof outcomeNames)[number]

export interface SizesOptions extends WorkersOptions {
  readonly trials: number
  readonly seed: number
}

/** What trials of one size brought, per hypothesis in their order. */
export interface SizeOutcome extends TrialOutcome {
  readonly participants: number
}

/** Few enough that two cores share a size, many enough that the rows of a large trial are not copied all the time. */
const trialsPerPiece = 125

/** Which outcome the axis of a hypothesis is. */
export function outcomeOf(plan: AssistedPlan, hypothesis: PlannedHypothesis): OutcomeName {
  return plan.outcomes.condition === hypothesis.axis ? 'condition' : 'disposition'
}

/**
 * Simulates whole trials of one size.
 *
 * @param scenario `planned`: every arm but the control has the planned effect. `none`: no arm differs from the control.
 */
export async function simulateSize(
  plan: AssistedPlan,
  power: PlannedAssistedPower,
  hypotheses: readonly PlannedHypothesis[],
  responsesPerArm: number,
  scenario: 'planned' | 'none',
  options: SizesOptions,
): Promise<SizeOutcome> {
  const decisions = plannedDecisions(plan, responsesPerArm, options.seed)
  const arms = plan.randomisation.ratio.map(({ arm }) => arm)
  const { participantSd, caseSd, caseByArmSd, dropout } = power
  const spread = Math.sqrt(participantSd * participantSd + caseSd * caseSd + caseByArmSd * caseByArmSd)
  const base: Omit<TrialPiece, 'from' | 'to'> = {
    ...decisions,
    control: arms.indexOf(plan.control),
    outcomes: outcomeNames.map((outcome) => {
      const control = power.control[outcome]
      const effect = scenario === 'none' ? 0 : (power.effect[outcome] ?? 0)
      const [ofControl, ofArm] = [control, control + effect].map((share) => logitNormalCentre(share, spread))
      return { centres: arms.map((arm) => (arm === plan.control ? ofControl! : ofArm!)) }
    }),
    participantSd,
    caseSd,
    caseByArmSd,
    dropout,
    hypotheses: hypotheses.map((hypothesis) => ({
      outcome: outcomeNames.indexOf(outcomeOf(plan, hypothesis)),
      arm: arms.indexOf(hypothesis.candidate),
      direction: (power.effect[outcomeOf(plan, hypothesis)] ?? 0) < 0 ? (-1 as const) : (1 as const),
      sides: hypothesis.sides,
      alpha: hypothesis.alpha,
      family: hypothesis.family,
    })),
    seed: options.seed,
  }
  const pieces = stretches(options.trials, Math.ceil(options.trials / trialsPerPiece))
  const { onProgress: _, ...workers } = options
  const outcomes = await runInWorkers(
    task,
    pieces.map((stretch) => ({ ...base, ...stretch })),
    workers,
  )
  const summed = (pick: (one: TrialOutcome) => readonly number[]) =>
    hypotheses.map((__, index) => outcomes.reduce((sum, one) => sum + (pick(one)[index] ?? 0), 0))
  return {
    found: summed((one) => one.found),
    any: outcomes.reduce((sum, one) => sum + one.any, 0),
    estimateSum: summed((one) => one.estimateSum),
    estimates: summed((one) => one.estimates),
    participants: (decisions.participant.at(-1) ?? -1) + 1,
  }
}

import { runInWorkers, stretches, type WorkersOptions } from '../workers/run-in-workers.ts'
import type { ComponentSet } from './components.ts'
import type { PlannedPower } from './plan-power.ts'
import type { HypothesisPower, LevelPower, SimulatedShare } from './power-schema.ts'
import { type PieceOutcome, type SimulatedPiece, task } from './simulate-task.ts'
import { simulatedWorld } from './simulated-world.ts'

export interface SimulationSize {
  /** Trials of every hypothesis, set of components and scenario. */
  readonly trials: number
  readonly seed: number
}

export interface SimulationOptions extends SimulationSize, WorkersOptions {
  /** Has the pieces done, and gives what came of each in their order. Default: on threads of this machine. */
  readonly run?: (pieces: readonly SimulatedPiece[]) => Promise<readonly PieceOutcome[]>
}

/** The pieces of a simulation, in order. They depend on the plan alone, so any machine cuts the same ones. */
export function simulatedPieces(planned: readonly PlannedPower[], size: SimulationSize): SimulatedPiece[] {
  return planned.flatMap((one) => simulationsOf(one, size)).flatMap(({ pieces }) => pieces)
}

const trialsPerPiece = 200

interface Simulation {
  readonly hypothesis: string
  readonly level: LevelPower['level']
  readonly scenario: SimulatedShare['scenario']
  readonly trueDifference: number
  readonly pieces: readonly SimulatedPiece[]
}

/**
 * Simulates every hypothesis with every set of components, once where its verdict is true and once where it is
 * false, and counts the verdicts. The pieces do not depend on the number of workers, so neither does the result.
 */
export async function simulatePower(
  planned: readonly PlannedPower[],
  options: SimulationOptions,
): Promise<HypothesisPower[]> {
  const simulations = planned.flatMap((one) => simulationsOf(one, options))
  const pieces = simulations.flatMap((simulation) => simulation.pieces)
  const outcomes = await (options.run?.(pieces) ?? runInWorkers(task, pieces, options))
  let next = 0
  const shares = simulations.map((simulation) => {
    const own = outcomes.slice(next, next + simulation.pieces.length)
    next += simulation.pieces.length
    const verdicts = own.reduce((sum, outcome) => sum + outcome.verdicts, 0)
    const estimates = own.reduce((sum, outcome) => sum + outcome.estimates, 0)
    const share = verdicts / options.trials
    const { hypothesis, level, scenario, trueDifference } = simulation
    const result: SimulatedShare = {
      level,
      scenario,
      trueDifference,
      meanEstimate:
        estimates === 0 ? null : own.reduce((sum, outcome) => sum + outcome.estimateSum, 0) / estimates,
      share,
      standardError: Math.sqrt((share * (1 - share)) / options.trials),
      trials: options.trials,
    }
    return { hypothesis, result }
  })
  return planned.map(({ power }) => ({
    ...power,
    simulation: shares.filter((one) => one.hypothesis === power.id).map((one) => one.result),
  }))
}

function simulationsOf({ power, rows, axis, question }: PlannedPower, options: SimulationSize): Simulation[] {
  const margin = power.margin ?? 0
  return power.levels.flatMap((level) =>
    (['power', 'false positives'] as const).flatMap((scenario): Simulation[] => {
      const trueDifference = differenceOf(power, level, scenario)
      if (trueDifference === null || level.df === null) return []
      const truth = power.kind === 'superiority' ? 'latent' : 'marks'
      const set: ComponentSet = level
      const world = simulatedWorld(axis, set, question.tieShare, trueDifference, truth)
      if (world === null) return []
      const base = {
        ...rows,
        opponents: question.opponents,
        world,
        missingShare: question.missingShare,
        test: { kind: power.kind, sides: question.sides, alpha: question.alpha, margin },
        seed: options.seed,
        stream: ['power', power.id, level.level, scenario],
      }
      const pieces = stretches(options.trials, Math.ceil(options.trials / trialsPerPiece))
      return [
        {
          hypothesis: power.id,
          level: level.level,
          scenario,
          trueDifference,
          pieces: pieces.map((stretch) => ({ ...base, ...stretch })),
        },
      ]
    }),
  )
}

/**
 * What is true in a scenario. Superiority: the stated difference, or the one that the formula finds in 80%; then none.
 * Parity: the stated difference or none; then a candidate that is worse by exactly the margin.
 */
function differenceOf(
  power: HypothesisPower,
  level: LevelPower,
  scenario: SimulatedShare['scenario'],
): number | null {
  if (power.kind === 'superiority') {
    return scenario === 'false positives' ? 0 : (power.statedDifference ?? level.detectable80)
  }
  return scenario === 'false positives' ? -(power.margin ?? 0) : (power.statedDifference ?? 0)
}

/**
 * Simulated replication of a trial of the Oxford trial's sizes: four arms with 600 responses each, two of ten cases a participant, effects
 * that are planted. Prints bias, coverage and Holm's errors; `--write` keeps them in `docs/reference/assisted-replication.json`.
 *
 *   node validation/assisted-replication.ts [--runs <n>] [--write]
 */
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { clusteredEffects } from '../src/statistics/assisted/clustered-effects.ts'
import { adjustP } from '../src/statistics/multiplicity/adjust.ts'
import { type AssistedTrial, againstControl, assistedTrials } from './designs/assisted-trial.ts'

/** What the runs of one design gave for one arm. Differences are shares: 0.01 is a point. */
interface ArmReplication {
  readonly planted: number
  readonly meanEstimate: number
  readonly bias: number
  /** Monte Carlo standard error of the bias. */
  readonly biasSe: number
  /** Share of runs whose 95 % interval holds the planted difference. */
  readonly coverage: number
  readonly meanWidth: number
}

export interface Replication {
  readonly design: string
  readonly runs: number
  readonly arms: readonly ArmReplication[]
  /** Share of runs in which Holm rejects an arm whose planted difference is 0; null where no arm has none. */
  readonly falseRejections: number | null
}

const oxford: AssistedTrial = {
  risks: [0.4, 0.34, 0.4, 0.48],
  participantsPerArm: 300,
  cases: 10,
  casesPerParticipant: 2,
  allocation: 'between',
  participantSd: 0.5,
  caseSd: 0.8,
  caseByArmSd: 0.2,
}

export const replicated: readonly (readonly [string, AssistedTrial])[] = [
  ['planted effects', oxford],
  ['no effect in any arm', { ...oxford, risks: [0.4, 0.4, 0.4, 0.4] }],
  ['planted effects, arms suit cases very differently (0.8)', { ...oxford, caseByArmSd: 0.8 }],
]

const seed = 41_591

export function replicate(name: string, design: AssistedTrial, runs: number): Replication {
  const draw = assistedTrials(design, { seed, stream: ['assisted replication', name] })
  const [control = 0, ...others] = design.risks
  const sums = others.map(() => ({ estimate: 0, square: 0, covered: 0, width: 0 }))
  let wrong = 0
  for (let run = 0; run < runs; run++) {
    const drawn = draw(run)
    const effects = others.map(
      (_, place) => clusteredEffects(againstControl(drawn, place + 1)).riskDifference,
    )
    effects.forEach(({ estimate, ci }, place) => {
      const sum = sums[place]
      const truth = (others[place] ?? 0) - control
      if (sum === undefined || estimate === null || ci === null)
        throw new RangeError('Every run has an interval.')
      sum.estimate += estimate
      sum.square += estimate * estimate
      sum.width += ci.upper - ci.lower
      if (ci.lower <= truth && truth <= ci.upper) sum.covered += 1
    })
    const holm = adjustP(
      effects.map(({ p }) => p),
      'holm',
    )
    if (holm.some((p, place) => others[place] === control && p !== null && p < 0.05)) wrong += 1
  }
  return {
    design: name,
    runs,
    arms: sums.map(({ estimate, square, covered, width }, place) => {
      const mean = estimate / runs
      const planted = (others[place] ?? 0) - control
      return {
        planted,
        meanEstimate: mean,
        bias: mean - planted,
        biasSe: Math.sqrt((square / runs - mean * mean) / runs),
        coverage: covered / runs,
        meanWidth: width / runs,
      }
    }),
    falseRejections: others.includes(control) ? wrong / runs : null,
  }
}

/** Numbers with ten decimals, so that the last bits of no runtime show. */
export function replicationText(results: readonly Replication[]): string {
  const rounded = (_: string, value: unknown) =>
    typeof value === 'number' ? Number(value.toFixed(10)) : value
  return `${JSON.stringify({ version: 1, results }, rounded, 2)}\n`
}

export const committedRuns = 2000
export const replicationFile = new URL('../docs/reference/assisted-replication.json', import.meta.url)

if (import.meta.main) {
  const { values } = parseArgs({ options: { runs: { type: 'string' }, write: { type: 'boolean' } } })
  const runs = Number(values.runs ?? committedRuns)
  const results = replicated.map(([name, design]) => replicate(name, design, runs))
  if (values.write === true) writeFileSync(replicationFile, replicationText(results))
  for (const { design, arms, falseRejections } of results) {
    process.stdout.write(`${design}, ${runs} runs\n`)
    for (const arm of arms) {
      process.stdout.write(
        `  planted ${(100 * arm.planted).toFixed(1)}  bias ${(100 * arm.bias).toFixed(2)} (SE ${(100 * arm.biasSe).toFixed(2)})  coverage ${(100 * arm.coverage).toFixed(1)} %  mean width ${(100 * arm.meanWidth).toFixed(1)} points\n`,
      )
    }
    if (falseRejections !== null)
      process.stdout.write(`  Holm, any false rejection: ${(100 * falseRejections).toFixed(1)} %\n`)
  }
}

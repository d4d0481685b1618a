import type { AssistedPlan, PlannedAssistedPower } from '../../protocol/assisted/assisted-plan.ts'
import { canonicalHash } from '../../protocol/hash.ts'
import type { Protocol } from '../../protocol/read.ts'
import { proportionInterval } from '../../statistics/proportion/proportion-interval.ts'
import type { AssistedPowerResults } from './assisted-power-schema.ts'
import { neededResponses, sizeGrid } from './needed-responses.ts'
import { outcomeOf, type SizeOutcome, type SizesOptions, simulateSize } from './simulate-sizes.ts'

export interface AssistedPowerInput extends SizesOptions {
  readonly protocol: Protocol
  readonly assisted: AssistedPlan
  readonly power: PlannedAssistedPower
  /** Options that took the place of the protocol. */
  readonly fromCommandLine: readonly string[]
  readonly softwareVersion: string
}

/** What a planned trial of decisions can show, and how many responses 80 and 90 % of power need. Simulated and seeded. */
export async function planAssistedPower(input: AssistedPowerInput): Promise<AssistedPowerResults> {
  const { protocol, assisted, power, trials, seed } = input
  const { hypotheses } = protocol.plan
  const planned = assisted.stopping.responsesPerArm
  const perParticipant = assisted.casesPerParticipant
  const tried = new Map<number, Promise<SizeOutcome>>()
  let done = 0
  const simulated = (size: number): Promise<SizeOutcome> => {
    const known = tried.get(size)
    if (known !== undefined) return known
    const outcome = simulateSize(assisted, power, hypotheses, size, 'planned', input).then((found) => {
      done += 1
      // How many sizes the search will need is not known before; it is about a dozen.
      input.onProgress?.(done, Math.max(12, done))
      return found
    })
    tried.set(size, outcome)
    return outcome
  }
  const atPlan = await simulated(planned)
  const nothing = await simulateSize(assisted, power, hypotheses, planned, 'none', input)
  const grid = [...new Set([...sizeGrid(planned, perParticipant), planned])].sort((one, other) => one - other)
  const needed: { for80: number | null; for90: number | null }[] = []
  for (const [index, hypothesis] of hypotheses.entries()) {
    const effect = power.effect[outcomeOf(assisted, hypothesis)]
    const powerAt = async (size: number) => ((await simulated(size)).found[index] ?? 0) / trials
    const neededFor = (target: number) =>
      effect === null || effect === 0 ? null : neededResponses(grid, target, perParticipant, powerAt)
    needed.push({ for80: await neededFor(0.8), for90: await neededFor(0.9) })
  }
  const curve = await Promise.all(
    [...tried].map(async ([responsesPerArm, outcome]) => ({ responsesPerArm, outcome: await outcome })),
  )
  const counted = (found: number) => ({
    share: found / trials,
    interval: proportionInterval(found, trials) ?? { lower: 0, upper: 1 },
  })
  const planning = (index: number) => power.effect[outcomeOf(assisted, hypotheses[index]!)] !== null
  return {
    assistedPowerVersion: 1,
    software: input.softwareVersion,
    study: { id: protocol.plan.id, title: protocol.plan.title, sample: protocol.plan.sample },
    protocolHash: canonicalHash(protocol.document),
    seed,
    trials,
    design: {
      kind: assisted.design,
      arms: assisted.randomisation.ratio.length,
      cases: assisted.cases.length,
      casesPerParticipant: perParticipant,
      responsesPerArm: planned,
      participants: atPlan.participants,
      participantSd: power.participantSd,
      caseSd: power.caseSd,
      caseByArmSd: power.caseByArmSd,
      dropout: power.dropout,
      fromCommandLine: [...input.fromCommandLine],
    },
    hypotheses: hypotheses.map((hypothesis, index) => {
      const outcome = outcomeOf(assisted, hypothesis)
      const estimates = atPlan.estimates[index] ?? 0
      return {
        id: hypothesis.id,
        outcome,
        axis: hypothesis.axis,
        candidate: hypothesis.candidate,
        family: hypothesis.family,
        familySize: hypotheses.filter(({ family }) => family === hypothesis.family).length,
        alpha: hypothesis.alpha,
        sides: hypothesis.sides,
        controlShare: power.control[outcome],
        effect: power.effect[outcome],
        meanEstimate: estimates === 0 ? null : (atPlan.estimateSum[index] ?? 0) / estimates,
        power: planning(index) ? counted(atPlan.found[index] ?? 0) : null,
        falsePositives: counted(nothing.found[index] ?? 0),
        neededFor80: needed[index]?.for80 ?? null,
        neededFor90: needed[index]?.for90 ?? null,
      }
    }),
    anyFalsePositive: counted(nothing.any),
    curve: curve
      .sort((one, other) => one.responsesPerArm - other.responsesPerArm)
      .map(({ responsesPerArm, outcome }) => ({
        responsesPerArm,
        power: hypotheses.map((_, index) => (planning(index) ? (outcome.found[index] ?? 0) / trials : null)),
      })),
    largestTried: grid.at(-1) ?? planned,
    assumptions: assumptions(assisted),
  }
}

function assumptions({ design, cases, casesPerParticipant }: AssistedPlan): string[] {
  return [
    `Right decisions follow a logistic model with participants, ${cases.length} cases and the arms on single cases normal on the logit scale; every arm but the control has the planned effect, and outcomes are independent of each other.`,
    'Cases are taken for a sample: with few of them a larger trial of the same cases gains little, more cases gain.',
    design === 'between'
      ? `A participant has one arm for ${casesPerParticipant === 1 ? 'one case' : `${casesPerParticipant} cases`}.`
      : 'Every case of a participant has its own arm; nothing carries over from one to the next.',
    'The test is that of the analysis: risk difference clustered by participant and case, t on the scarcer number less 1, Holm within each family.',
    'Missing responses are missing at random, whatever the decision would have been.',
  ]
}

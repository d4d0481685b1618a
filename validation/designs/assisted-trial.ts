import { createGenerator } from '../../src/statistics/random/generator.ts'
import type { TrialSource } from '../study.ts'

/** An assisted-use trial whose truth is known: decisions about crossed cases by participants with one of several arms. */
export interface AssistedTrial {
  /** Share of right decisions of every arm over people and cases like these; the first is control. */
  readonly risks: readonly number[]
  readonly participantsPerArm: number
  readonly cases: number
  readonly casesPerParticipant: number
  /** between: one arm for all cases of a participant. within: each case of a participant has the next arm. */
  readonly allocation: 'between' | 'within'
  /** Standard deviations on the logit scale. */
  readonly participantSd: number
  readonly caseSd: number
  /** How differently each arm does on single cases. */
  readonly caseByArmSd: number
  /** Share of decisions that are never given. */
  readonly missing?: number
}

export interface DrawnDecisions {
  readonly right: readonly number[]
  readonly arm: readonly number[]
  readonly participant: readonly number[]
  readonly case: readonly number[]
}

/**
 * Draws trials: right with probability logit^-1(arm + participant + case + case x arm), all but the arm normal and new in
 * every trial, so that cases are a sample of cases. A participant's cases are drawn without replacement. The arm's constant is
 * such that its risk over participants and cases is the one asked for.
 */
export function assistedTrials(design: AssistedTrial, { seed, stream }: TrialSource) {
  const generator = createGenerator(seed, ...stream)
  const { participantSd, caseSd, caseByArmSd, risks, cases } = design
  const spread = Math.sqrt(participantSd * participantSd + caseSd * caseSd + caseByArmSd * caseByArmSd)
  const constants = risks.map((risk) => constantOf(risk, spread))
  return (trial: number): DrawnDecisions => {
    generator.restart(trial)
    const ofCase = Array.from({ length: cases }, () => caseSd * generator.normal())
    const ofPair = risks.map(() => Array.from({ length: cases }, () => caseByArmSd * generator.normal()))
    const [right, arm, participant, asked]: [number[], number[], number[], number[]] = [[], [], [], []]
    const order = Array.from({ length: cases }, (_, place) => place)
    for (let person = 0; person < design.participantsPerArm * risks.length; person++) {
      const ofPerson = participantSd * generator.normal()
      for (let place = 0; place < design.casesPerParticipant; place++) {
        const other = place + generator.integerBelow(cases - place)
        const chosen = order[other]!
        order[other] = order[place]!
        order[place] = chosen
        const own = (person + (design.allocation === 'within' ? place : 0)) % risks.length
        const chance = logistic(constants[own]! + ofPerson + ofCase[chosen]! + ofPair[own]![chosen]!)
        const given = generator.uniform() >= (design.missing ?? 0)
        const value = generator.uniform() < chance ? 1 : 0
        if (!given) continue
        right.push(value)
        arm.push(own)
        participant.push(person)
        asked.push(chosen)
      }
    }
    return { right, arm, participant, case: asked }
  }
}

/** Decisions of control (0) and of one arm (1). */
export function againstControl(drawn: DrawnDecisions, arm: number): DrawnDecisions {
  const kept = drawn.arm.flatMap((own, row) => (own === 0 || own === arm ? [row] : []))
  return {
    right: kept.map((row) => drawn.right[row]!),
    arm: kept.map((row) => (drawn.arm[row] === 0 ? 0 : 1)),
    participant: kept.map((row) => drawn.participant[row]!),
    case: kept.map((row) => drawn.case[row]!),
  }
}

function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x))
}

/** The constant whose logistic, averaged over a normal of the given spread, is the risk; by halving. */
function constantOf(risk: number, spread: number): number {
  let [low, high] = [-30, 30]
  for (let step = 0; step < 80; step++) {
    const middle = (low + high) / 2
    if (averaged(middle, spread) < risk) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** Trapezoids over eight standard deviations, which for a smooth function are exact to rounding. */
function averaged(constant: number, spread: number): number {
  let [sum, weight] = [0, 0]
  for (let step = -160; step <= 160; step++) {
    const z = step / 20
    const density = Math.exp((-z * z) / 2)
    sum += density * logistic(constant + spread * z)
    weight += density
  }
  return sum / weight
}

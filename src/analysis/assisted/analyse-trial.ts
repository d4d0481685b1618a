import { type UncodedDecisions, uncodedDecisions } from '../../assisted/scoring/uncoded-decisions.ts'
import type { Encounter, ScoredDecision, StageScore, TrialParticipant } from '../../assisted/trial-data.ts'
import type { AssistedPlan } from '../../protocol/assisted/assisted-plan.ts'
import { canonicalHash } from '../../protocol/hash.ts'
import type { Plan } from '../../protocol/plan.ts'
import { analysisOf } from './contrasts.ts'
import { missingBounds } from './missing-bounds.ts'
import { mixedOdds } from './mixed-odds.ts'
import { type OutcomeName, outcomeNames, rightOf } from './outcome-rows.ts'
import type { AssistedOutcome, AssistedResults } from './results-schema.ts'
import { simulatedOf } from './simulated.ts'
import { stageLosses, stagesOf } from './stage-losses.ts'
import { triageOf } from './triage.ts'
import { type TrialRecordOfPlan, trialDeviations } from './trial-deviations.ts'
import { analysedOf, baselineBalance, type EntryCounts, trialFlow } from './trial-flow.ts'
import { trialLead } from './trial-lead.ts'
import { trialRemarks } from './trial-remarks.ts'
import { trialVerdicts } from './trial-verdicts.ts'

/** A trial as plain data: what the analysis needs of it, wherever it was kept. */
export interface TrialData {
  readonly participants: readonly TrialParticipant[]
  readonly encounters: readonly Encounter[]
  /** One row for each encounter; missing ones are null in it. */
  readonly decisions: readonly ScoredDecision[]
  readonly stages: readonly StageScore[]
  readonly entry: EntryCounts
}

export interface TrialRequest {
  /** The locked plan. */
  readonly plan: Plan & { readonly assisted: AssistedPlan }
  readonly state: AssistedResults['plan']['state']
  /** What can be said of the plan and the data in words. */
  readonly sentence: string
  readonly protocolHash: string
  readonly lockVersion: number | null
  readonly record: TrialRecordOfPlan
  readonly data: TrialData
  /** What an audit of the allocations found; null where there was none. Nothing of it is told while the trial is open. */
  readonly allocations: AssistedResults['allocations']
  /** False: the trial goes on. Then, and until every decision has its final code, no outcome is computed. */
  readonly closed: boolean
  readonly softwareVersion: string
}

/** Analyses an assisted-use trial: the same request gives the same results, to the byte, in whatever order the rows come. */
export function analyseTrial(request: TrialRequest): AssistedResults {
  const { plan } = request
  const { assisted } = plan
  const data = inOrder(request.data)
  const arms = plan.arms.map(({ id }) => id)
  const withdrawn = new Set(data.participants.flatMap((one) => (one.withdrawn ? [one.id] : [])))
  // Who took their consent back is counted, and not analysed.
  const kept = data.decisions.filter(({ participant }) => !withdrawn.has(participant))
  const real = kept.filter(({ kind }) => kind === 'real')
  const realPeople = data.participants.filter(({ kind }) => kind === 'real')
  const simulated = data.participants.length - realPeople.length
  const realEncounters = encountersOf(data.encounters, realPeople)
  const flow = trialFlow(data.entry, data.participants, realEncounters, real, arms)
  const analysed = analysedOf(data.participants, realEncounters)
  const uncoded = uncodedDecisions(data.participants, data.encounters, data.decisions)
  const withheld = withheldBecause(request.closed, uncoded)
  const told = withheld === null
  const shownFlow = shown(flow, withheld)
  return {
    schemaVersion: 1,
    kind: 'assisted',
    software: { name: 'equipoise', version: request.softwareVersion },
    study: { id: plan.id, title: plan.title, question: plan.question, sample: plan.sample },
    plan: {
      state: request.state,
      sentence: request.sentence,
      protocolHash: request.protocolHash,
      lockVersion: request.lockVersion,
      seed: plan.seed,
      participants: assisted.participants,
      design: assisted.design,
      control: assisted.control,
      arms: plan.arms.map(({ id, label, kind }) => ({ id, label, kind })),
      dispositions: assisted.dispositions.map(({ id, label }) => ({ id, label })),
      cases: assisted.cases.length,
      casesPerParticipant: assisted.casesPerParticipant,
      responsesPerArm: assisted.stopping.responsesPerArm,
    },
    data: {
      hash: told ? hashOf(data) : canonicalHash(data.encounters.map(({ id }) => id)),
      participants: realPeople.length,
      analysed,
      decisions: flow.arms.reduce((sum, arm) => sum + arm.decided, 0),
      simulatedParticipants: simulated,
    },
    withheld,
    lead: trialLead(flow, simulated, request.closed),
    allocations: request.closed ? request.allocations : null,
    deviations: trialDeviations(
      request.record,
      plan,
      assisted.cases.map(({ id }) => id),
      request.closed ? realEncounters : [],
    ),
    remarks: trialRemarks(assisted, shownFlow, { analysed, simulated, uncoded, withheld }),
    flow: shownFlow,
    balance: request.closed ? baselineBalance(data.participants, realEncounters, arms, assisted.design) : [],
    verdicts: told ? trialVerdicts(plan, assisted, real) : [],
    outcomes: told ? outcomeNames.map((outcome) => outcomeOf(outcome, plan, assisted, real)) : [],
    triage: told ? triageOf(real, arms, assisted.control) : [],
    stages: told ? stageLosses(stagesOf(data.stages, real), real, arms) : null,
    simulated: told ? simulatedOf(kept, data.stages, simulated, arms, assisted.control) : null,
  }
}

/**
 * Coders are blind to the arms only as long as nobody can read which arm does better from what they have coded so far. Texts of
 * simulated participants are coded among the others, so that theirs must be done, too.
 */
function withheldBecause(closed: boolean, uncoded: UncodedDecisions): AssistedResults['withheld'] {
  if (!closed) return 'trial-open'
  return uncoded.real + uncoded.simulated > 0 ? 'coding-unfinished' : null
}

/**
 * The flow as it may be shown. With blocks, counts by arm of an open trial tell the next allocation; and while the coders work, a right
 * decision has its final code earlier than a wrong one, so that the number left of an arm tells how it does.
 */
function shown(
  flow: AssistedResults['flow'],
  withheld: AssistedResults['withheld'],
): AssistedResults['flow'] {
  if (withheld === null) return flow
  if (withheld === 'trial-open') return { ...flow, arms: [] }
  return { ...flow, arms: flow.arms.map((arm) => ({ ...arm, unscored: null })) }
}

function outcomeOf(
  outcome: OutcomeName,
  plan: Plan,
  { outcomes, control }: AssistedPlan,
  real: readonly ScoredDecision[],
): AssistedOutcome {
  const arms = plan.arms.map(({ id }) => id)
  const right = rightOf[outcome]
  const attentive = real.filter((one) => one.attentive !== false)
  return {
    outcome,
    axis: outcomes[outcome],
    label: plan.axes.find(({ id }) => id === outcomes[outcome])?.label ?? outcomes[outcome],
    analyses: [
      { set: 'all', ...analysisOf(real, right, arms, control) },
      { set: 'attentive', ...analysisOf(attentive, right, arms, control) },
    ],
    missing: missingBounds(real, right, arms, control),
    mixed: mixedOdds(real, right, arms, control),
  }
}

function encountersOf(
  encounters: readonly Encounter[],
  people: readonly TrialParticipant[],
): readonly Encounter[] {
  const ids = new Set(people.map(({ id }) => id))
  return encounters.filter(({ participant }) => ids.has(participant))
}

/** Sums of the statistics are taken in one order, so that their last bits do not hang on the store's. */
function inOrder(data: TrialData): TrialData {
  return {
    ...data,
    participants: data.participants.toSorted((a, b) => compare(a.id, b.id)),
    encounters: data.encounters.toSorted((a, b) => compare(a.id, b.id)),
    decisions: data.decisions.toSorted((a, b) => compare(a.encounter, b.encounter)),
    stages: data.stages.toSorted((a, b) => compare(stageKey(a), stageKey(b))),
  }
}

function stageKey({ stage, arm, case: of, encounter }: StageScore): string {
  return [stage, arm, of, encounter ?? ''].join('\n')
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}

function hashOf({ participants, decisions, stages }: TrialData): string {
  return canonicalHash({ participants, decisions, stages })
}

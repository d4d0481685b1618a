import type { CollectedArm } from '../../answers/collecting/arm-lane.ts'
import { createArm } from '../../arms/create-arm.ts'
import type { AnswerLookup } from '../../arms/degraded-arm.ts'
import type { QuestionSearch } from '../../arms/search-arm.ts'
import { type CallPrice, free } from '../../economics/call-price.ts'
import { ProblemError, problem } from '../../problem.ts'
import type { Plan, PlannedArm } from '../../protocol/plan.ts'
import { callTerms, knownPrice } from './call-terms.ts'
import { type KeyTerms, keysOfRun } from './keys-of-run.ts'

/** An arm that is not called in this run, and why. */
export interface SkippedArm {
  readonly arm: string
  readonly reason: string
}

export interface ArmsOfRun {
  /** Arms in the order they are called: those that are made from others' answers come in the second list. */
  readonly first: readonly CollectedArm[]
  readonly second: readonly CollectedArm[]
  readonly skipped: readonly SkippedArm[]
  /** Where the prices came from, by arm. */
  readonly prices: ReadonlyMap<string, string>
}

export interface ArmsRequest extends KeyTerms {
  readonly plan: Plan
  readonly studyFolder: string
  readonly lookUp: AnswerLookup
  readonly searches: ReadonlyMap<string, QuestionSearch>
  /** Only these arms; all where it is null. */
  readonly only: readonly string[] | null
  /** The time that prices are looked up for. */
  readonly now: Date
}

/**
 * Makes the arms of a protocol ready to be called. Arms without a machine behind them, those that are captured by hand
 * or imported, are skipped with the reason.
 *
 * @throws ProblemError ARM_UNKNOWN, ARM_KEY_MISSING, RUN_PRICE_UNKNOWN, or what makes a file of an arm unusable.
 */
export function armsOfRun(request: ArmsRequest): ArmsOfRun {
  const { plan } = request
  for (const id of request.only ?? []) {
    if (plan.arms.some((arm) => arm.id === id)) continue
    throw problem('ARM_UNKNOWN', 'The protocol has no such arm.', 'Name arms of the protocol.', {
      place: { field: '--arms' },
      value: id,
      expected: plan.arms.map((arm) => arm.id).join(', '),
    })
  }
  const first: CollectedArm[] = []
  const second: CollectedArm[] = []
  const skipped: SkippedArm[] = []
  const prices = new Map<string, string>()
  for (const planned of plan.arms) {
    if (request.only !== null && !request.only.includes(planned.id)) continue
    const made = madeArm(planned, request)
    if ('reason' in made) skipped.push(made)
    else {
      const price = priceOf(planned, plan, request.now)
      prices.set(planned.id, price?.source ?? 'no price known')
      const collected = { ...callTerms(plan.collect, price), arm: made }
      if (planned.source?.via === 'degraded') second.push(collected)
      else first.push(collected)
    }
  }
  return { first, second, skipped, prices }
}

function madeArm(planned: PlannedArm, request: ArmsRequest) {
  const variable = planned.source?.via === 'api' ? planned.source.keyFrom : null
  const surroundings = {
    environment: keysOfRun(variable, process.env, request),
    studyFolder: request.studyFolder,
    lookUp: request.lookUp,
    searches: request.searches,
  }
  try {
    const arm = createArm(planned, surroundings)
    if (arm.abilities.callable) return arm
    return { arm: planned.id, reason: uncalledReason(planned, request.plan) }
  } catch (error) {
    if (!(error instanceof ProblemError) || !request.skipKeyless) throw error
    const missing = error.problems.find(({ code }) => code === 'ARM_KEY_MISSING')
    if (missing === undefined) throw error
    return { arm: planned.id, reason: `no key: set ${missing.place.field ?? 'it'} to call this arm` }
  }
}

function uncalledReason({ id, source }: PlannedArm, { assisted }: Plan): string {
  if (id === assisted?.control) return 'its participants use their usual means, so nobody is asked'
  return source?.via === 'capture' ? 'captured by hand' : 'its answers are imported'
}

function priceOf(planned: PlannedArm, plan: Plan, now: Date): CallPrice | null {
  if (planned.source?.via !== 'api') return free
  const field = `arms.${planned.id}.source.price`
  return knownPrice(planned.id, planned.source.price, plan.collect.budget, now, field)
}

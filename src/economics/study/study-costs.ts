import type { Assumptions } from '../assumptions/assumptions.ts'
import { armCosts, type Draws } from './arm-costs.ts'
import { measureOf } from './measure.ts'
import type { MeasuredQuality, SlotUsage } from './slot.ts'
import { type PricedArm, slotCosts } from './slot-costs.ts'
import { isPriced, type StudyEconomics } from './study-economics.ts'

export interface StudyCostsInput {
  readonly id: string
  readonly title: string
  readonly sample: boolean
  readonly blind: boolean
  readonly arms: readonly PricedArm[]
  /** First answers of every arm to every question; failed ones gave nothing and are left out. */
  readonly slots: readonly SlotUsage[]
  /** Questions by arm on which it was called and nothing is on record as its answer. */
  readonly unanswered: ReadonlyMap<string, number>
  /** Empty while the study is blind. */
  readonly qualities: readonly MeasuredQuality[]
  readonly resamples: number
  readonly seed: number
}

const level = 0.95

/** Costs of the arms, and what quality costs by every measure that has marks. */
export function studyCosts(input: StudyCostsInput, assumptions: Assumptions): StudyEconomics {
  const { id, title, sample, blind, resamples, seed } = input
  const draws: Draws = { resamples, seed, level }
  const usd = new Map<string, number>()
  const arms = input.arms.map((arm) => {
    const own = input.slots.filter((slot) => slot.arm === arm.id)
    const slots = own
      .filter(({ status }) => status !== 'failed')
      // Draws go by the places of questions, so their order must not be that of the calls.
      .toSorted((a, b) => (a.item < b.item ? -1 : 1))
    const failed = own.length - slots.length + (input.unanswered.get(arm.id) ?? 0)
    const costs = slotCosts(slots, arm, assumptions)
    slots.forEach(({ item }, place) => {
      usd.set(JSON.stringify([item, arm.id]), costs.usd[place] ?? Number.NaN)
    })
    return armCosts(arm, slots, failed, costs, draws)
  })
  const costOf = (item: string, arm: string) => usd.get(JSON.stringify([item, arm])) ?? Number.NaN
  const compared = arms.map((arm) => ({ arm: arm.arm, priced: isPriced(arm) }))
  return {
    id,
    title,
    sample,
    blind,
    level,
    resamples,
    seed,
    arms,
    measures: input.qualities
      .filter(({ marks }) => marks.length > 0)
      .map((measured) => measureOf(measured, compared, costOf, draws)),
  }
}

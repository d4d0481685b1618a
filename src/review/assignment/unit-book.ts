import type { ReviewSetup } from '../../protocol/review-section.ts'
import type { PlannedUnit, ReviewForm } from './unit.ts'

/** The units of a question in one form: what is kept equally often marked. */
export interface Slot {
  /** Place of the question in `UnitBook.questions`. */
  readonly question: number
  readonly form: ReviewForm
  /** Numbers of its units. */
  readonly units: readonly number[]
}

/** The planned units, arranged for choosing among them. It does not change while they are dealt out. */
export interface UnitBook {
  readonly seed: number
  readonly setup: ReviewSetup
  /** By number. */
  readonly units: readonly PlannedUnit[]
  /** Questions of the study. */
  readonly questions: readonly { readonly item: string; readonly specialty: string | null }[]
  readonly slots: readonly Slot[]
  /** Place of a unit's slot; null where it is no first showing of a question of the study. */
  readonly slotOf: readonly (number | null)[]
  /** Number of the unit that shows a unit once more, by the number of that unit. */
  readonly repeatOf: ReadonlyMap<number, number>
  readonly training: readonly PlannedUnit[]
  readonly gold: readonly PlannedUnit[]
}

/**
 * @param planned.units As planned, in the order of their numbers.
 * @param planned.items Items with their strata; those that `review.specialty` goes by are enough.
 */
export function createUnitBook(planned: {
  readonly seed: number
  readonly setup: ReviewSetup
  readonly units: readonly PlannedUnit[]
  readonly items: readonly { readonly key: string; readonly strata: Readonly<Record<string, string>> }[]
}): UnitBook {
  const { seed, setup, units } = planned
  const misplaced = units.findIndex((unit, index) => unit.number !== index)
  if (misplaced >= 0) {
    throw new RangeError(`unit ${misplaced} must have this number, not ${units[misplaced]?.number}`)
  }
  const stratum = setup.specialty?.stratum ?? null
  const strata = new Map(planned.items.map((item) => [item.key, item.strata]))
  const specialtyOf = (item: string) => {
    const own = strata.get(item)
    return stratum === null || own === undefined || !Object.hasOwn(own, stratum) ? null : own[stratum] || null
  }
  const questions = new Map<string, number>()
  const slots = new Map<string, { question: number; form: ReviewForm; units: number[]; place: number }>()
  const slotOf = units.map((unit): number | null => {
    if (unit.role !== 'study' || unit.repeats !== null) return null
    const question = questions.get(unit.item) ?? questions.size
    questions.set(unit.item, question)
    const key = `${unit.form} ${question}`
    const slot = slots.get(key) ?? { question, form: unit.form, units: [], place: slots.size }
    slots.set(key, slot)
    slot.units.push(unit.number)
    return slot.place
  })
  return {
    seed,
    setup,
    units,
    questions: [...questions.keys()].map((item) => ({ item, specialty: specialtyOf(item) })),
    slots: [...slots.values()],
    slotOf,
    repeatOf: new Map(units.flatMap((unit) => (unit.repeats === null ? [] : [[unit.repeats, unit.number]]))),
    training: units.filter((unit) => unit.role === 'training'),
    gold: units.filter((unit) => unit.role === 'gold'),
  }
}

import { type TwoByTwoEffects, twoByTwoEffects } from '../../statistics/assisted/two-by-two.ts'
import { adjustP } from '../../statistics/multiplicity/adjust.ts'

/** Right decisions of an arm, as a paper publishes them. */
export interface ArmCount {
  readonly arm: string
  readonly right: number
  readonly n: number
}

/** An arm against control, decisions taken as independent. */
export interface CountContrast extends TwoByTwoEffects {
  readonly name: string
  /** Holm over the arms of the table, on Pearson's p. */
  readonly holmP: number | null
}

/** Every arm of a published table against control. @param control Its arm; it must be in the table. */
export function countContrasts(arms: readonly ArmCount[], control: string): readonly CountContrast[] {
  const base = arms.find(({ arm }) => arm === control)
  if (base === undefined) throw new RangeError(`The table has no arm ${control}.`)
  const contrasts = arms
    .filter(({ arm }) => arm !== control)
    .map(({ arm, right, n }) => ({
      name: arm,
      ...twoByTwoEffects({
        armRight: right,
        armWrong: n - right,
        controlRight: base.right,
        controlWrong: base.n - base.right,
      }),
    }))
  const holm = adjustP(
    contrasts.map(({ chiSquareP }) => chiSquareP),
    'holm',
  )
  return contrasts.map((contrast, place) => ({ ...contrast, holmP: holm[place] ?? null }))
}

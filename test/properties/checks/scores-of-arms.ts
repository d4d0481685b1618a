import { inputs } from '../inputs/inputs.ts'
import { allOf, becomes, type Check, unchanged } from '../support/check.ts'
import { moved, scaled } from '../support/moved.ts'
import { opposite } from '../support/opposites.ts'
import { both, exchanged, mirrored, negated, only, withParts } from '../support/results.ts'

const scores = inputs['shift.arm_correlation']
const measured = inputs['shift.measurement_error']

/** Which error is drawn for which measure hangs on their order; what is not drawn must stay. */
const notDrawn = only('reliabilityX', 'reliabilityY', 'corrected')

/** The two measures exchanged, and one of them with its sign turned. */
export const swappedScores: Readonly<Record<string, Check>> = {
  'shift.arm_correlation': allOf(
    unchanged(scores, ({ x, y, level }) => ({ x: y, y: x, level })),
    becomes(
      scores,
      ({ x, ...rest }) => ({ ...rest, x: x.map(opposite) }),
      withParts({ pearson: negated, ci: mirrored, spearman: negated }),
    ),
  ),
  'shift.measurement_error': allOf(
    becomes(
      measured,
      ({ x, y, seX, seY, ...rest }) => ({ ...rest, x: y, y: x, seX: seY, seY: seX }),
      both(exchanged('reliabilityX', 'reliabilityY'), notDrawn),
    ),
    becomes(
      measured,
      ({ x, ...rest }) => ({ ...rest, x: x.map(opposite) }),
      both(notDrawn, withParts({ corrected: negated })),
    ),
  ),
}

/** A correlation has no unit; errors are in that of their measure. */
export const movedScores: Readonly<Record<string, Check>> = {
  'shift.arm_correlation': allOf(
    unchanged(scores, (input) => ({ ...input, x: input.x.map(moved), y: input.y.map(scaled) })),
    unchanged(scores, (input) => ({ ...input, x: input.x.map(scaled), y: input.y.map(moved) })),
  ),
  'shift.measurement_error': allOf(
    unchanged(measured, (input) => ({
      ...input,
      x: input.x.map(scaled),
      seX: input.seX.map(scaled),
      y: input.y.map(moved),
    })),
    unchanged(measured, (input) => ({
      ...input,
      x: input.x.map(moved),
      y: input.y.map(scaled),
      seY: input.seY.map(scaled),
    })),
  ),
}

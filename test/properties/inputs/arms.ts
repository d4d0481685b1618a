import fc from 'fast-check'
import { level, list, orMissing, quarters, question, reviewer, whole } from './primitives.ts'

/** A decision of a trial, with cases named like questions and participants like reviewers. */
export interface Decision {
  readonly participant: string
  readonly case: string
  /** 0 control, 1 the arm. */
  readonly arm: number
  readonly y: number | null
}

const decision: fc.Arbitrary<Decision> = fc.record({
  participant: reviewer,
  case: question,
  arm: fc.constantFrom(0, 1),
  y: orMissing(fc.constantFrom(0, 1)),
})

/** Up to eleven arms: more than nine take the approximation. */
const scores = list(fc.record({ x: quarters(-2, 2), y: quarters(-2, 2) }), 3, 11)

const error = orMissing(fc.constantFrom(0, 0.25, 1))

/** Of decisions of two arms, and of the scores of several. */
export const armInputs = {
  'assisted.risk_difference': fc.record({ rows: list(decision, 4, 40), level }),
  'assisted.two_by_two': fc.record({
    armRight: whole(0, 30),
    armWrong: whole(0, 30),
    controlRight: whole(0, 30),
    controlWrong: whole(0, 30),
    level,
  }),
  'shift.arm_correlation': fc.record({ scores, level }).map(({ scores: drawn, level: share }) => ({
    x: drawn.map(({ x }) => x),
    y: drawn.map(({ y }) => y),
    level: share,
  })),
  'shift.measurement_error': fc
    .record({
      scores,
      errors: list(fc.tuple(error, error), 11, 11),
      unknown: fc.boolean(),
      seed: fc.nat(),
      level,
    })
    .map(({ scores: drawn, errors, unknown, seed, level: share }) => {
      // Half of the inputs know every error: one that is missing leaves little to say.
      const known = errors.map((pair) => pair.map((own) => own ?? (unknown ? null : 0.5)))
      return {
        x: drawn.map(({ x }) => x),
        y: drawn.map(({ y }) => y),
        seX: drawn.map((_, arm) => known[arm]![0]!),
        seY: drawn.map((_, arm) => known[arm]![1]!),
        B: 200,
        seed,
        level: share,
      }
    }),
}

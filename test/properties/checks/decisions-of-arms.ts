import type { Decision } from '../inputs/arms.ts'
import { inputs } from '../inputs/inputs.ts'
import { allOf, always, becomes, type Check, unchanged } from '../support/check.ts'
import { expectInside } from '../support/inside.ts'
import {
  both,
  type Change,
  complement,
  eachNumber,
  exchanged,
  mirrored,
  negated,
  partOf,
  permuted,
  turnedOver,
  without,
  withParts,
} from '../support/results.ts'
import { interspersed, otherLabel, shuffled } from '../support/shuffled.ts'

const decisions = inputs['assisted.risk_difference']
const counts = inputs['assisted.two_by_two']

function eachDecision(change: (row: Decision) => Decision) {
  return (input: { readonly rows: readonly Decision[]; readonly level: number }) => ({
    ...input,
    rows: input.rows.map(change),
  })
}

function missing(place: number): Decision {
  return { participant: `r${place % 9}`, case: `unmarked ${place}`, arm: place % 2, y: null }
}

const mirroredEffect = withParts({ estimate: negated, ci: mirrored })
const mirroredEffects = withParts({ riskDifference: mirroredEffect, logOddsRatio: mirroredEffect })
const otherRisk = withParts({ risk: complement, ci: turnedOver(complement) })

/** Odds of the other side; null stands for endless ones. */
const otherOdds: Change = (part) =>
  part === null ? 0 : part === 0 ? null : typeof part === 'number' ? 1 / part : part
const inverse = eachNumber((value) => 1 / value)
const mirroredTable = withParts({
  riskDifference: negated,
  newcombe: mirrored,
  wald: mirrored,
  oddsRatio: inverse,
  oddsRatioCi: turnedOver(inverse),
  fisher: withParts({ oddsRatio: otherOdds, ci: turnedOver(otherOdds) }),
})

/** Ends of Fisher's interval are found by halving. */
const halving = { tolerance: 1e-6 }

/** Exchanging arm and control, and exchanging right and wrong, turn every difference round. */
export const swappedDecisionsOfArms: Readonly<Record<string, Check>> = {
  'assisted.risk_difference': allOf(
    becomes(
      decisions,
      eachDecision((row) => ({ ...row, arm: 1 - row.arm })),
      both(withParts({ n: permuted([1, 0]) }), mirroredEffects),
    ),
    becomes(
      decisions,
      eachDecision((row) => ({ ...row, y: row.y === null ? null : 1 - row.y })),
      mirroredEffects,
    ),
  ),
  'assisted.two_by_two': allOf(
    becomes(
      counts,
      ({ armRight, armWrong, controlRight, controlWrong, level }) => ({
        armRight: controlRight,
        armWrong: controlWrong,
        controlRight: armRight,
        controlWrong: armWrong,
        level,
      }),
      both(exchanged('arm', 'control'), withParts({ n: permuted([1, 0]) }), mirroredTable),
      halving,
    ),
    becomes(
      counts,
      ({ armRight, armWrong, controlRight, controlWrong, level }) => ({
        armRight: armWrong,
        armWrong: armRight,
        controlRight: controlWrong,
        controlWrong: controlRight,
        level,
      }),
      both(withParts({ arm: otherRisk, control: otherRisk }), mirroredTable),
      halving,
    ),
  ),
}

export const relabelledDecisions = unchanged(
  decisions,
  eachDecision((row) => ({
    ...row,
    participant: otherLabel(row.participant),
    case: otherLabel(row.case),
  })),
)

export const reorderedDecisions = unchanged(decisions, ({ rows, level }, seed) => ({
  rows: shuffled(rows, seed),
  level,
}))

export const missingDecisions = unchanged(decisions, ({ rows, level }, seed) => ({
  rows: interspersed(rows, missing, seed),
  level,
}))

/** Decisions that are written twice are more decisions, of the same people about the same cases. */
export const doubledDecisions = becomes(
  decisions,
  ({ rows, level }) => ({ rows: [...rows, ...rows], level }),
  without('n'),
)

export const containedTable = always(counts, (compute, input) => {
  const result = compute(input)
  const risks = [partOf(result, 'arm'), partOf(result, 'control'), partOf(result, 'fisher')]
  const pairs = [
    ...['newcombe', 'wald'].map((name) => [partOf(result, 'riskDifference'), partOf(result, name)]),
    [partOf(result, 'oddsRatio'), partOf(result, 'oddsRatioCi')],
    ...risks.map((part) => [partOf(part, 'risk') ?? partOf(part, 'oddsRatio'), partOf(part, 'ci')]),
  ]
  for (const [estimate, interval] of pairs) expectInside(estimate, interval)
})

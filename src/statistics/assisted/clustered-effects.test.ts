import { describe, expect, it } from 'vitest'
import { clusteredEffects } from './clustered-effects.ts'
import { clusteredRisk } from './clustered-risk.ts'

/*
 * Four people an arm, two cases each: control has 5 of 8 right, the arm 2 of 8. Sums of residuals by hand in the tests. R's
 * values of larger trials are in test/reference/assisted.risk_difference.json.
 */
const rows = {
  right: [1, 1, 1, 0, 1, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0],
  arm: [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1],
  participant: [1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8],
  case: [0, 1, 0, 1, 2, 3, 2, 3, 0, 1, 0, 1, 2, 3, 2, 3],
}

describe('clusteredEffects', () => {
  it('is the plain difference with the sum of both clusterings, worked by hand', () => {
    const { riskDifference, logOddsRatio, n, nCases, nParticipants } = clusteredEffects(rows)
    expect({ n, nCases, nParticipants }).toEqual({ n: [8, 8], nCases: 4, nParticipants: 8 })
    expect(riskDifference.estimate).toBeCloseTo(-0.375, 14)
    // Residuals of control: 3/8 or -5/8; of the arm: 6/8 or -2/8; all over 8 as influence.
    const people = [6, -2, -2, -2, -4, 4, -4, 4].map((eighths) => eighths / 64)
    const byParticipant = (8 / 7) * people.reduce((sum, one) => sum + one * one, 0)
    expect(riskDifference.seParticipant).toBeCloseTo(Math.sqrt(byParticipant), 14)
    // Case by case: the arm's sum less that of control.
    const cases = [4 - 6, -4 - -2, 4 - 6, -4 - -10].map((eighths) => eighths / 64)
    const byCase = (4 / 3) * cases.reduce((sum, one) => sum + one * one, 0)
    expect(riskDifference.seCase).toBeCloseTo(Math.sqrt(byCase), 14)
    expect(riskDifference.df).toBe(3)
    expect(logOddsRatio.estimate).toBeCloseTo(Math.log((2 * 3) / (6 * 5)), 14)
  })

  it('does not hang on the order of rows or the codes of clusters', () => {
    const order = [5, 3, 15, 0, 8, 7, 1, 11, 9, 2, 14, 4, 6, 10, 13, 12]
    const shuffled = {
      right: order.map((row) => rows.right[row]!),
      arm: order.map((row) => rows.arm[row]!),
      participant: order.map((row) => -7 * rows.participant[row]!),
      case: order.map((row) => 1000 - rows.case[row]!),
    }
    const [one, other] = [clusteredEffects(rows), clusteredEffects(shuffled)]
    expect(other.riskDifference.se).toBeCloseTo(one.riskDifference.se ?? Number.NaN, 14)
    expect(other.logOddsRatio.p).toBeCloseTo(one.logOddsRatio.p ?? Number.NaN, 12)
  })

  it('is undefined, and not 0, where the data do not tell', () => {
    const none = clusteredEffects({ right: [], arm: [], participant: [], case: [] })
    expect(none.riskDifference).toMatchObject({ estimate: null, se: null, ci: null, p: null })
    const alone = clusteredEffects({ ...rows, arm: rows.arm.map(() => 0) })
    expect(alone.riskDifference.estimate).toBeNull()
    const allRight = clusteredEffects({
      ...rows,
      right: rows.right.map((value, row) => (row < 8 ? 1 : value)),
    })
    expect(allRight.riskDifference.estimate).toBe(-0.75)
    expect(allRight.logOddsRatio.estimate).toBeNull()
    // The variance of an arm whose decisions are all alike would count as 0.
    expect(allRight.riskDifference).toMatchObject({ se: null, df: null, ci: null, p: null })
    const fixed = clusteredEffects({ ...rows, right: rows.arm })
    expect(fixed.riskDifference).toMatchObject({ estimate: 1, se: null, ci: null, p: null })
  })

  it('tells no error where an arm has one participant or one case, whatever the other has', () => {
    // One person of control, right on one of two cases, against four of the arm: 2/8 less 1/2.
    const onePerson = clusteredEffects({
      right: [1, 0, ...rows.right.slice(8)],
      arm: [0, 0, ...rows.arm.slice(8)],
      participant: [1, 1, ...rows.participant.slice(8)],
      case: [0, 1, ...rows.case.slice(8)],
    })
    expect(onePerson.riskDifference).toMatchObject({ estimate: -0.25, se: null, ci: null, p: null })
    // All of control on one case.
    const oneCase = clusteredEffects({ ...rows, case: rows.case.map((one, row) => (row < 8 ? 0 : one)) })
    expect(oneCase.riskDifference).toMatchObject({ estimate: -0.375, se: null, ci: null })
  })

  it('takes its degrees of freedom from the scarcer arm, and keeps its interval inside what can be', () => {
    // Control keeps two of its four: 2/8 less 3/4, with one degree of freedom.
    const two = clusteredEffects({
      right: [...rows.right.slice(0, 4), ...rows.right.slice(8)],
      arm: [...rows.arm.slice(0, 4), ...rows.arm.slice(8)],
      participant: [...rows.participant.slice(0, 4), ...rows.participant.slice(8)],
      case: [...rows.case.slice(0, 4), ...rows.case.slice(8)],
    })
    expect(two.riskDifference).toMatchObject({ estimate: -0.5, df: 1, ci: { lower: -1, upper: 1 } })
  })

  it('refuses outcomes that are not 0 or 1', () => {
    expect(() => clusteredEffects({ ...rows, right: rows.right.map((value) => value / 2) })).toThrow(
      'must be 0 or 1',
    )
    expect(() => clusteredEffects({ ...rows, case: [1] })).toThrow('case must have 16 entries')
  })
})

describe('clusteredRisk', () => {
  it('keeps its interval inside the shares there are, and has none where all are alike', () => {
    const control = {
      right: rows.right.slice(0, 8),
      participant: rows.participant.slice(0, 8),
      case: rows.case.slice(0, 8),
    }
    const { risk, ci, right, n } = clusteredRisk(control)
    expect({ risk, right, n }).toEqual({ risk: 5 / 8, right: 5, n: 8 })
    expect(ci!.lower).toBeGreaterThan(0)
    expect(ci!.lower).toBeLessThan(5 / 8)
    expect(ci!.upper).toBeLessThan(1)
    expect(clusteredRisk({ ...control, right: control.right.map(() => 1) })).toEqual({
      right: 8,
      n: 8,
      risk: 1,
      ci: null,
      df: null,
    })
    expect(clusteredRisk({ right: [], participant: [], case: [] })).toMatchObject({ n: 0, risk: null })
  })
})

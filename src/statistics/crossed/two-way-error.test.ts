import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { createGenerator } from '../random/generator.ts'
import { twoWayError } from './two-way-error.ts'

const rows = Array.from({ length: 60 }, (_, i) => i)
const values = rows.map((i) => [1, 0, -1, 1, -1, 1, 0][(i * i + 3 * i) % 7] ?? 0)
const question = rows.map((i) => (i * 7) % 11)
const reviewer = rows.map((i) => (i * 5 + Math.floor(i / 7)) % 4)
const weights = rows.map((i) => 1 + (i % 5) / 4)

// R 4.2.2, sandwich 3.0-2: vcovCL(lm(y ~ 1), cluster = ..., type = 'HC0', cadjust = TRUE, multi0 = FALSE) per
// direction, and the guard; pt and qt on 3 df. `weights` goes to lm.
describe('twoWayError against R sandwich', () => {
  it('without weights', () => {
    const result = twoWayError(values, question, reviewer)
    expectClose(result.estimate, 0.4)
    expectClose(result.seIid, 0.119320107842699)
    expectClose(result.seQuestion, 0.0530199124019562)
    expectClose(result.seReviewer, 0.397994974842648)
    expectClose(result.seCell, 0.117853611248067)
    expectClose(result.seTwoWay, 0.397994974842648)
    expectClose(result.p, 0.388924341878277)
    expectClose(result.ci?.lower ?? null, -0.866597637209467)
    expectClose(result.ci?.upper ?? null, 1.66659763720947)
    expect([result.n, result.nQuestions, result.nReviewers, result.df]).toEqual([60, 11, 4, 3])
    expectClose(result.designEffect, (0.397994974842648 / 0.119320107842699) ** 2)
    expectClose(result.effectiveN, 60 / (0.397994974842648 / 0.119320107842699) ** 2)
  })

  it('with weights', () => {
    const result = twoWayError(values, question, reviewer, { weights })
    expectClose(result.estimate, 0.405555555555556)
    expectClose(result.seIid, 0.121915215819892)
    expectClose(result.seQuestion, 0.0498715174975304)
    expectClose(result.seCell, 0.11939901689143)
    expectClose(result.seTwoWay, 0.397867105805481)
    expectClose(result.p, 0.38308869335108)
  })

  it('by question alone when reviewers are not identified', () => {
    const result = twoWayError(values, question, null)
    expectClose(result.seTwoWay, 0.0530199124019562)
    expectClose(result.p, 1.96060644469805e-5)
    expect([result.nReviewers, result.seReviewer, result.seCell, result.df]).toEqual([null, null, null, 10])
  })
})

describe('twoWayError at the edges', () => {
  it('is empty without rows', () => {
    const result = twoWayError([], [], [])
    expect([result.n, result.estimate, result.seTwoWay, result.ci, result.p]).toEqual([
      0,
      null,
      null,
      null,
      null,
    ])
    expect(twoWayError([1, 1], [0, 1], [0, 1], { weights: [0, 0] }).estimate).toBeNull()
  })

  it('sees through rounding: equal values have no interval and no p', () => {
    const result = twoWayError([0.1, 0.1, 0.1], [1, 2, 3], [1, 1, 2])
    expect([result.seTwoWay, result.ci, result.p, result.designEffect]).toEqual([0, null, null, null])
  })

  it('sees through rounding: clusters that all share the mean prove nothing', () => {
    // Every question and every reviewer has one win, one tie and one further tie; the mean is 1/3.
    const result = twoWayError(
      [1, 0, 0, 1, 0, 0, 1, 0, 0],
      [1, 1, 1, 2, 2, 2, 3, 3, 3],
      [1, 2, 3, 2, 3, 1, 3, 1, 2],
    )
    expect([result.seQuestion, result.seReviewer]).toEqual([0, 0])
    const alone = twoWayError([1, 0, 0, 1, 0, 0], [1, 1, 1, 2, 2, 2], null)
    expect([alone.seTwoWay, alone.ci, alone.p]).toEqual([0, null, null])
  })

  it('uses the direction that has clusters', () => {
    const oneQuestion = twoWayError([1, 0, -1, 1], [5, 5, 5, 5], [1, 2, 3, 4])
    expect([oneQuestion.df, oneQuestion.seQuestion]).toEqual([3, null])
    expect(oneQuestion.seTwoWay).toBe(oneQuestion.seReviewer)
    const single = twoWayError([1, 1, 0], [5, 5, 5], [1, 1, 1])
    expect([single.seTwoWay, single.df, single.ci]).toEqual([null, null, null])
  })

  it('names what it cannot use', () => {
    expect(() => twoWayError([1], [1, 2], null)).toThrow('question must have 1 entries')
    expect(() => twoWayError([Number.NaN], [1], null)).toThrow('finite')
    expect(() => twoWayError([1], [1], null, { level: 95 })).toThrow('between 0 and 1')
    expect(() => twoWayError([1], [1], null, { weights: [-1] })).toThrow('not negative')
    expect(() => twoWayError([1], [1.5], null)).toThrow('whole numbers')
  })
})

describe('twoWayError in general', () => {
  const generator = createGenerator(7, 'two-way')
  const n = 400
  const y = Array.from({ length: n }, () => generator.normal() + 0.2)
  const q = Array.from({ length: n }, () => generator.integerBelow(60))
  const r = Array.from({ length: n }, () => generator.integerBelow(9))
  const base = twoWayError(y, q, r)

  it('turns its sign with the systems', () => {
    const turned = twoWayError(
      y.map((value) => -value),
      q,
      r,
    )
    expectClose(turned.estimate, -(base.estimate ?? 0))
    expectClose(turned.seTwoWay, base.seTwoWay ?? 0)
    expectClose(turned.p, base.p ?? 0)
    expectClose(turned.ci?.lower ?? null, -(base.ci?.upper ?? 0))
  })

  it('does not hang on cluster numbers or on the order of rows', () => {
    const order = Array.from({ length: n }, (_, row) => (row * 171 + 5) % n)
    const shuffled = twoWayError(
      order.map((row) => y[row] ?? 0),
      order.map((row) => -2_000_000_000 + 7919 * (q[row] ?? 0)),
      order.map((row) => 90 - (r[row] ?? 0)),
    )
    expect(new Set(order).size).toBe(n)
    for (const key of ['estimate', 'seIid', 'seQuestion', 'seReviewer', 'seCell', 'seTwoWay', 'p'] as const) {
      expectClose(shuffled[key], base[key] ?? 0)
    }
  })

  it('does not shrink when every row is there twice', () => {
    const twice = twoWayError([...y, ...y], [...q, ...q], [...r, ...r])
    expectClose(twice.seTwoWay, base.seTwoWay ?? 0)
    expectClose(twice.seQuestion, base.seQuestion ?? 0)
    expect(twice.seIid ?? 1).toBeLessThan(0.75 * (base.seIid ?? 0))
  })

  it('takes equal weights for none and repeated rows for whole weights', () => {
    const equal = twoWayError(y, q, r, { weights: y.map(() => 0.3) })
    expectClose(equal.seTwoWay, base.seTwoWay ?? 0)
    const doubled = y.map((_, row) => (row % 3 === 0 ? 2 : 1))
    const weighted = twoWayError(y, q, r, { weights: doubled })
    const repeated = y.flatMap((_, row) => (row % 3 === 0 ? [row, row] : [row]))
    const rowwise = twoWayError(
      repeated.map((row) => y[row] ?? 0),
      repeated.map((row) => q[row] ?? 0),
      repeated.map((row) => r[row] ?? 0),
    )
    expectClose(weighted.seQuestion, rowwise.seQuestion ?? 0)
    expectClose(weighted.seTwoWay, rowwise.seTwoWay ?? 0)
  })

  it('leaves out rows of weight 0', () => {
    const kept = y.map((_, row) => (row < 200 ? 1 : 0))
    const half = twoWayError(y.slice(0, 200), q.slice(0, 200), r.slice(0, 200))
    expect(twoWayError(y, q, r, { weights: kept })).toEqual(half)
  })
})

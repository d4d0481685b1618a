import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { riskCoverage } from './risk-coverage.ts'

describe('riskCoverage', () => {
  it('agrees with hand arithmetic without ties', () => {
    const { points, aurc, accuracyAt } = riskCoverage([0.2, 0.9, 0.6], [0, 1, 0], [0.6, 0.7, 0.95, 0])
    expect(points).toEqual([
      { threshold: 0.9, coverage: 1 / 3, selectiveAccuracy: 1 },
      { threshold: 0.6, coverage: 2 / 3, selectiveAccuracy: 1 / 2 },
      { threshold: 0.2, coverage: 1, selectiveAccuracy: 1 / 3 },
    ])
    // Risks 0, 1/2, 2/3.
    expectClose(aurc, (0 + 1 / 2 + 2 / 3) / 3)
    expect(accuracyAt).toEqual([1 / 2, 1, null, 1 / 3])
  })

  it('averages over the orders inside a tie', () => {
    // 0.9 right; then 0.5 three times with one error, which may stand first, second or third.
    const orders = [
      [1, 0, 1, 1],
      [1, 1, 0, 1],
      [1, 1, 1, 0],
    ]
    const untied = orders.map((correct) => riskCoverage([4, 3, 2, 1], correct).aurc ?? Number.NaN)
    const mean = untied.reduce((sum, value) => sum + value, 0) / 3
    for (const correct of orders) expectClose(riskCoverage([0.9, 0.5, 0.5, 0.5], correct).aurc, mean)
  })

  it('is the error rate when all confidences are the same', () => {
    const { points, aurc } = riskCoverage([0.7, 0.7, 0.7, 0.7], [1, 0, 1, 1])
    expect(points).toEqual([{ threshold: 0.7, coverage: 1, selectiveAccuracy: 0.75 }])
    expectClose(aurc, 0.25)
  })

  it('needs the order of confidence only', () => {
    const correct = [1, 0, 1, 1, 0]
    const confidence = [0.9, 0.2, 0.9, 0.5, 0.4]
    const scaled = riskCoverage(
      confidence.map((value) => 100 * value - 50),
      correct,
    )
    const plain = riskCoverage(confidence, correct)
    expect(scaled.aurc).toBe(plain.aurc)
    expect(scaled.points.map((point) => point.coverage)).toEqual(plain.points.map((point) => point.coverage))
  })

  it('drops missing values and is null for none', () => {
    const { NaN: missing } = Number
    expect(riskCoverage([0.8, missing, 0.2], [1, 1, missing])).toEqual(riskCoverage([0.8], [1]))
    expect(riskCoverage([], [], [0.5])).toEqual({ n: 0, points: [], aurc: null, accuracyAt: [null] })
  })

  it('rejects infinite confidence, other outcomes and thresholds that are no numbers', () => {
    expect(() => riskCoverage([Number.POSITIVE_INFINITY], [1])).toThrow('confidence')
    expect(() => riskCoverage([1], [0.5])).toThrow('outcome')
    expect(() => riskCoverage([1], [1], [Number.NaN])).toThrow('thresholds')
  })
})

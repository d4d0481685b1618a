import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import type { ComparisonRows } from './comparison-rows.ts'
import { davidsonClusteredCovariance } from './davidson-clustered-covariance.ts'

const rows = Array.from({ length: 120 }, (_, i) => i)
const data: ComparisonRows = {
  systems: 3,
  slotA: rows.map((i) => i % 3),
  slotB: rows.map((i) => ((i % 3) + 1 + (Math.floor(i / 3) % 2)) % 3),
  outcome: rows.map((i) => [1, 0, -1, 1, -1, 1, 0][(i * i + 3 * i + (i % 3)) % 7] ?? 0),
  question: rows.map((i) => (i * 7) % 11),
  reviewer: rows.map((i) => (i * 5 + Math.floor(i / 7)) % 5),
}

// Independent values: numpy, with the last log worth fixed at 0, scores and second derivatives by fourth-order
// differences of the log probabilities, the sandwich per direction with G/(G-1), then centred to sum 0.
describe('davidsonClusteredCovariance against numpy', () => {
  it('without a slot effect', () => {
    const result = davidsonClusteredCovariance(data)
    const worth = [0.282674557082, -0.117782473333, -0.164892083749]
    const modelSe = [0.179496197104, 0.177618376443, 0.177994642562]
    const se = [0.19586356919630432, 0.18394458397230032, 0.145906815949553]
    worth.forEach((value, i) => {
      expectClose(result.fit.logWorth?.[i] ?? null, value, 1e-8)
      expectClose(result.fit.se?.[i] ?? null, modelSe[i] ?? 0, 1e-7)
      expectClose(result.se?.[i] ?? null, se[i] ?? 0, 1e-7)
    })
    expectClose(result.differenceVariance?.[0]?.[1] ?? null, 0.1231074964815598, 1e-7)
    expectClose(result.differenceVariance?.[2]?.[0] ?? null, 0.0854670633849815, 1e-7)
    expectClose(result.differenceVariance?.[1]?.[2] ?? null, 0.07188628008822355, 1e-7)
    expect([result.nQuestions, result.nReviewers, result.df, result.sePosition]).toEqual([11, 5, 4, null])
  })

  it('with a slot effect', () => {
    const result = davidsonClusteredCovariance({ ...data, position: true })
    expectClose(result.fit.position, 0.746380662481, 1e-8)
    expectClose(result.fit.sePosition, 0.233747789768, 1e-7)
    expectClose(result.sePosition, 0.2533259686118464, 1e-7)
    const se = [0.22836689389492593, 0.2117785474777511, 0.16573744389235526]
    se.forEach((value, i) => {
      expectClose(result.se?.[i] ?? null, value, 1e-7)
    })
    expectClose(result.differenceVariance?.[0]?.[1] ?? null, 0.16653428249008667, 1e-7)
  })

  it('by question alone when reviewers are not identified', () => {
    const result = davidsonClusteredCovariance({ ...data, reviewer: null })
    const variances = [0.038362537738, 0.033835609973, 0.021288798941]
    variances.forEach((value, i) => {
      expectClose(result.covariance?.[i]?.[i] ?? null, value, 1e-7)
    })
    expect([result.df, result.nReviewers]).toEqual([10, null])
  })
})

describe('davidsonClusteredCovariance in general', () => {
  const base = davidsonClusteredCovariance(data)

  it('has a covariance that is never below the guard of a single contrast', () => {
    for (const i of [0, 1, 2]) {
      for (const j of [0, 1, 2]) {
        if (i === j) continue
        const cov = base.covariance ?? []
        const variance = (cov[i]?.[i] ?? 0) + (cov[j]?.[j] ?? 0) - 2 * (cov[i]?.[j] ?? 0)
        expect(variance).toBeGreaterThanOrEqual((base.differenceVariance?.[i]?.[j] ?? 1) * (1 - 1e-10))
      }
      expect(Math.abs((base.covariance?.[i] ?? [1]).reduce((sum, value) => sum + value, 0))).toBeLessThan(
        1e-12,
      )
    }
  })

  it('does not hang on the order of rows or on labels', () => {
    const order = rows.map((i) => (i * 49 + 11) % 120)
    const pick = (values: ArrayLike<number>) => order.map((row) => values[row] ?? 0)
    const shuffled = davidsonClusteredCovariance({
      systems: 3,
      slotA: pick(data.slotA),
      slotB: pick(data.slotB),
      outcome: pick(data.outcome),
      question: pick(data.question).map((code) => 1000 - 3 * code),
      reviewer: pick(data.reviewer ?? []).map((code) => code * 1_000_003),
    })
    for (const i of [0, 1, 2]) expectClose(shuffled.se?.[i] ?? null, base.se?.[i] ?? 0, 1e-10)
  })

  it('does not shrink when every row is there twice, while the model does', () => {
    const twice = (values: ArrayLike<number>) => [...Array.from(values), ...Array.from(values)]
    const doubled = davidsonClusteredCovariance({
      systems: 3,
      slotA: twice(data.slotA),
      slotB: twice(data.slotB),
      outcome: twice(data.outcome),
      question: twice(data.question),
      reviewer: twice(data.reviewer ?? []),
    })
    for (const i of [0, 1, 2]) {
      expectClose(doubled.se?.[i] ?? null, base.se?.[i] ?? 0, 1e-8)
      expectClose(doubled.fit.se?.[i] ?? null, (base.fit.se?.[i] ?? 0) / Math.SQRT2, 1e-8)
    }
  })

  it('gives nulls with the reason when the model has no fit or there is one cluster', () => {
    const none = davidsonClusteredCovariance({ ...data, outcome: rows.map(() => 0) })
    expect([none.se, none.covariance]).toEqual([null, null])
    expect(none.fit.reason).toContain('ties')
    const single = davidsonClusteredCovariance({ ...data, question: rows.map(() => 1), reviewer: null })
    expect([single.se, single.df]).toEqual([null, null])
    expect(single.fit.logWorth).not.toBeNull()
    expect(() => davidsonClusteredCovariance({ ...data, slotA: rows.map(() => 7) })).toThrow('outside')
  })
})

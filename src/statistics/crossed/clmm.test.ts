import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { createGenerator } from '../random/generator.ts'
import { clmm } from './clmm.ts'
import { glmm } from './glmm.ts'
import type { CrossedMarks } from './mixed/crossed-marks.ts'

function simulated(questions: number, reviewers: number, seed: number): CrossedMarks {
  const generator = createGenerator(seed, 'clmm')
  const q = Array.from({ length: questions }, () => 1.1 * generator.normal())
  const rows = Array.from({ length: questions * reviewers * 3 }, (_, row) => row)
  const question = rows.map((row) => Math.floor(row / (3 * reviewers)))
  const mark = rows.map((row) => {
    const u = generator.uniform()
    const eta = q[question[row]!]! + 0.5 * (row % 3) + Math.log(u / (1 - u))
    return 1 + (eta > -1 ? 1 : 0) + (eta > 0.5 ? 1 : 0) + (eta > 2 ? 1 : 0)
  })
  const reviewer = rows.map((row) => Math.floor(row / 3) % reviewers)
  return { mark, question, reviewer, system: rows.map((row) => row % 3), systems: 3 }
}

describe('clmm', () => {
  it('is the logistic model for two categories', () => {
    const marks = simulated(12, 4, 1)
    const binary = { ...marks, mark: Array.from(marks.mark, (mark) => (mark > 2 ? 1 : 0)) }
    const ordered = clmm(binary)
    const logistic = glmm(binary)
    expectClose(ordered.thresholds?.[0] ?? null, -(logistic.coefficients?.[0] ?? 0))
    expectClose(ordered.coefficients?.[2] ?? null, logistic.coefficients?.[2] ?? 0)
    expectClose(ordered.seThresholds?.[0] ?? null, logistic.se?.[0] ?? 0)
    expect([ordered.coefficients?.[0], ordered.se?.[0]]).toEqual([0, null])
  })

  it('uses the order of the marks alone, and turns with it', () => {
    const marks = simulated(12, 4, 2)
    const fit = clmm(marks)
    const squared = clmm({ ...marks, mark: Array.from(marks.mark, (mark) => mark * mark) })
    expect(squared.categories).toEqual([1, 4, 9, 16])
    expect(squared.thresholds).toEqual(fit.thresholds)
    const turned = clmm({ ...marks, mark: Array.from(marks.mark, (mark) => 5 - mark) })
    expectClose(turned.coefficients?.[1] ?? null, -(fit.coefficients?.[1] ?? 0), 1e-5)
    expectClose(turned.thresholds?.[0] ?? null, -(fit.thresholds?.[2] ?? 0), 1e-5)
    expectClose(turned.logLik, fit.logLik ?? 0, 1e-10)
  })

  it('has no threshold for a category that nobody used', () => {
    const marks = simulated(12, 4, 3)
    const merged = clmm({ ...marks, mark: Array.from(marks.mark, (mark) => (mark === 3 ? 2 : mark)) })
    expect(merged.categories).toEqual([1, 2, 4])
    expect(merged.thresholds).toHaveLength(2)
  })

  it('has the log odds of the cumulative counts for one system without random terms', () => {
    // By hand: counts 2, 3, 5.
    const fit = clmm({
      mark: [1, 1, 2, 2, 2, 3, 3, 3, 3, 3],
      question: new Int32Array(10),
      reviewer: null,
      system: new Int32Array(10),
      systems: 1,
    })
    expectClose(fit.thresholds?.[0] ?? null, Math.log(2 / 8), 1e-8)
    expect(Math.abs(fit.thresholds?.[1] ?? 1)).toBeLessThan(1e-8)
    expectClose(fit.logLik, 2 * Math.log(0.2) + 3 * Math.log(0.3) + 5 * Math.log(0.5), 1e-10)
    expectClose(fit.seThresholds?.[1] ?? null, Math.sqrt(0.4), 1e-6)
  })

  it('is null with a reason where the systems separate the categories', () => {
    // System 0 gives 1 or 2 and system 1 gives 2 or 3: neither lies at one end, and still no maximum is finite.
    const rows = Array.from({ length: 48 }, (_, row) => row)
    const marks = {
      mark: rows.map((row) => 1 + (row % 2) + (Math.floor(row / 3) % 2)),
      question: rows.map((row) => row % 8),
      reviewer: rows.map((row) => Math.floor(row / 8) % 3),
      system: rows.map((row) => row % 2),
      systems: 2,
    }
    const fit = clmm(marks)
    expect(fit).toMatchObject({
      thresholds: null,
      coefficients: null,
      se: null,
      logLik: null,
      varQuestion: null,
    })
    expect(fit.reasons[0]).toContain('no maximum')
    const ends = clmm({ ...marks, mark: rows.map((row) => (row % 2 === 0 ? 1 : 1 + (row % 3))) })
    expect(ends.reasons[0]).toContain('infinite')
  })

  it('is null without marks or without variation', () => {
    const empty = clmm({ mark: [], question: [], reviewer: [], system: [], systems: 2 })
    expect(empty).toMatchObject({ n: 0, categories: [], thresholds: null, coefficients: null })
    const same = clmm({ ...simulated(3, 2, 4), mark: new Float64Array(18).fill(4) })
    expect(same).toMatchObject({ categories: [4], thresholds: null, reasons: ['All marks are the same.'] })
  })
})

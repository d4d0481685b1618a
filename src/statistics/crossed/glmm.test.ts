import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { createGenerator } from '../random/generator.ts'
import { glmm } from './glmm.ts'
import type { CrossedMarks } from './mixed/crossed-marks.ts'

function simulated(questions: number, reviewers: number, seed: number): CrossedMarks {
  const generator = createGenerator(seed, 'glmm')
  const q = Array.from({ length: questions }, () => 1.2 * generator.normal())
  const r = Array.from({ length: reviewers }, () => 0.8 * generator.normal())
  const rows = Array.from({ length: questions * reviewers * 2 }, (_, row) => row)
  const question = rows.map((row) => Math.floor(row / (2 * reviewers)))
  const reviewer = rows.map((row) => (row >> 1) % reviewers)
  const mark = rows.map((row) => {
    const eta = 0.4 + 0.6 * (row % 2) + q[question[row]!]! + r[reviewer[row]!]!
    return generator.uniform() < 1 / (1 + Math.exp(-eta)) ? 1 : 0
  })
  return { mark, question, reviewer, system: rows.map((row) => row % 2), systems: 2 }
}

describe('glmm', () => {
  it('turns its signs with the meaning of the mark', () => {
    const marks = simulated(15, 4, 1)
    const fit = glmm(marks)
    const turned = glmm({ ...marks, mark: Array.from(marks.mark, (mark) => 1 - mark) })
    expectClose(turned.coefficients?.[0] ?? null, -(fit.coefficients?.[0] ?? 0), 1e-6)
    expectClose(turned.coefficients?.[1] ?? null, -(fit.coefficients?.[1] ?? 0), 1e-6)
    expectClose(turned.se?.[1] ?? null, fit.se?.[1] ?? 0, 1e-6)
    expectClose(turned.varQuestion, fit.varQuestion ?? 0, 1e-5)
    expectClose(turned.logLik, fit.logLik ?? 0, 1e-10)
  })

  it('does not care which factor is larger', () => {
    const marks = simulated(15, 4, 2)
    const fit = glmm(marks)
    const swapped = glmm({ ...marks, question: marks.reviewer ?? [], reviewer: marks.question })
    expectClose(swapped.varReviewer, fit.varQuestion ?? 0, 1e-6)
    expectClose(swapped.varQuestion, fit.varReviewer ?? 0, 1e-6)
    expectClose(swapped.coefficients?.[1] ?? null, fit.coefficients?.[1] ?? 0, 1e-6)
  })

  it('is the log odds without random terms', () => {
    // 3 of 4 and 1 of 4: intercept log 3 with SE sqrt(1/3 + 1), difference -2 log 3 with SE sqrt(8/3).
    const fit = glmm({
      mark: [1, 1, 1, 0, 1, 0, 0, 0],
      question: new Int32Array(8),
      reviewer: null,
      system: [0, 0, 0, 0, 1, 1, 1, 1],
      systems: 2,
    })
    expectClose(fit.coefficients?.[0] ?? null, Math.log(3), 1e-8)
    expectClose(fit.coefficients?.[1] ?? null, -2 * Math.log(3), 1e-8)
    expectClose(fit.se?.[0] ?? null, Math.sqrt(4 / 3), 1e-7)
    expectClose(fit.se?.[1] ?? null, Math.sqrt(8 / 3), 1e-7)
    expectClose(fit.logLik, 2 * (3 * Math.log(0.75) + Math.log(0.25)), 1e-10)
    expect([fit.varQuestion, fit.varReviewer, fit.nReviewers]).toEqual([null, null, null])
  })

  it('gives a variance of 0 when questions differ less than chance', () => {
    // Each question has one 1 and one 0 from either system.
    const rows = Array.from({ length: 40 }, (_, row) => row)
    const fit = glmm({
      mark: rows.map((row) => (row + (row >> 1)) % 2),
      question: rows.map((row) => row >> 2),
      reviewer: null,
      system: rows.map((row) => row % 2),
      systems: 2,
    })
    expect(fit.varQuestion).toBe(0)
    expectClose(fit.logLik, 40 * Math.log(0.5), 1e-10)
  })

  it('is null with a reason where there is no finite maximum', () => {
    const marks = simulated(10, 3, 4)
    const nothing = { coefficients: null, se: null, varQuestion: null, varReviewer: null, logLik: null }
    const separated = glmm({
      ...marks,
      mark: Array.from(marks.mark, (mark, row) => (row % 2 === 1 ? 1 : mark)),
    })
    expect(separated).toMatchObject(nothing)
    expect(separated.reasons[0]).toContain('infinite')
    expect(glmm({ ...marks, mark: Array.from(marks.mark, () => 1) }).reasons).toEqual([
      'All marks are the same.',
    ])
    const byQuestion = glmm({ ...marks, mark: Array.from(marks.question, (question) => question % 2) })
    expect(byQuestion).toMatchObject(nothing)
    expect(byQuestion.reasons).toHaveLength(1)
    expect(glmm({ ...marks, mark: Array.from(marks.mark, () => Number.NaN) })).toMatchObject({
      ...nothing,
      n: 0,
    })
  })

  it('refuses marks that are not binary', () => {
    const marks = simulated(2, 2, 5)
    expect(() => glmm({ ...marks, mark: Array.from(marks.mark, () => 2) })).toThrow('must be 0 or 1')
  })
})

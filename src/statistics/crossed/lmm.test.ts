import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { createGenerator } from '../random/generator.ts'
import { anovaComponents } from './anova-components.ts'
import { lmm } from './lmm.ts'
import type { CrossedMarks } from './mixed/crossed-marks.ts'

const none = Number.NaN

/** A crossed design, systems fastest, then reviewers, then questions. */
function crossed(
  questions: number,
  reviewers: number,
  systems: number,
  mark: readonly number[],
): CrossedMarks {
  const rows = Array.from({ length: questions * reviewers * systems }, (_, row) => row)
  return {
    mark,
    question: rows.map((row) => Math.floor(row / (reviewers * systems))),
    reviewer: rows.map((row) => Math.floor(row / systems) % reviewers),
    system: rows.map((row) => row % systems),
    systems,
  }
}

function simulated(questions: number, reviewers: number, systems: number, seed: number): CrossedMarks {
  const generator = createGenerator(seed, 'lmm')
  const draws = (count: number, sd: number) => Array.from({ length: count }, () => sd * generator.normal())
  const q = draws(questions, 0.8)
  const r = draws(reviewers, 0.5)
  const qs = draws(questions * systems, 0.4)
  const rs = draws(reviewers * systems, 0.4)
  const empty = crossed(questions, reviewers, systems, [])
  const mark = Array.from(empty.question, (question, row) => {
    const reviewer = empty.reviewer?.[row] ?? 0
    const system = empty.system[row] ?? 0
    const means = q[question]! + r[reviewer]! + 0.3 * system
    return (
      means + qs[question * systems + system]! + rs[reviewer * systems + system]! + 0.6 * generator.normal()
    )
  })
  return { ...empty, mark }
}

describe('lmm', () => {
  it('agrees with the analysis of variance of a balanced table', () => {
    const table = [
      [2, 3, 3, 2],
      [4, 4, 5, 3],
      [1, 3, 2, 2],
      [3, 3, 4, 4],
      [5, 4, 5, 5],
    ]
    const components = anovaComponents(table)
    const fit = lmm(crossed(5, 4, 1, table.flat()))
    expectClose(fit.varQuestion, components.varQuestion ?? 0, 1e-4)
    expectClose(fit.varReviewer, components.varReviewer ?? 0, 1e-3)
    expectClose(fit.varResidual, components.varError ?? 0, 1e-4)
    expectClose(fit.coefficients?.[0] ?? null, 3.35)
    expectClose(fit.se?.[0] ?? null, components.seMean ?? 0, 1e-4)
  })

  it('has exact degrees of freedom in balanced designs', () => {
    // A difference within question and reviewer has n - q - r - p + 2 = 60 - 10 - 3 - 2 + 2 without interactions;
    // with question x system alone, (q - 1) (p - 1) = 9.
    const marks = simulated(10, 3, 2, 3)
    expectClose(lmm(marks).df?.[1] ?? null, 47, 1e-4)
    const byQuestion = lmm({ ...marks, reviewer: null }, { interactions: true })
    expect(byQuestion.varReviewerSystem).toBe(null)
    expectClose(byQuestion.df?.[1] ?? null, 9, 1e-3)
  })

  it('keeps its numbers when marks are shifted or stretched', () => {
    const marks = simulated(8, 4, 3, 5)
    const fit = lmm(marks, { interactions: true })
    const moved = lmm(
      { ...marks, mark: Array.from(marks.mark, (mark) => 100 + 10 * mark) },
      { interactions: true },
    )
    expectClose(moved.coefficients?.[1] ?? null, 10 * (fit.coefficients?.[1] ?? 0), 1e-5)
    expectClose(moved.se?.[2] ?? null, 10 * (fit.se?.[2] ?? 0), 1e-4)
    expectClose(moved.varQuestion, 100 * (fit.varQuestion ?? 0), 1e-3)
    expectClose(moved.p?.[1] ?? null, fit.p?.[1] ?? 0, 1e-3)
  })

  it('gives the same in any order of rows, and the opposite for the opposite contrast', () => {
    const marks = simulated(8, 4, 2, 7)
    const fit = lmm(marks)
    const order = Array.from(marks.mark, (_, row) => (row * 27 + 5) % 64)
    const turned = lmm({
      mark: order.map((row) => marks.mark[row]!),
      question: order.map((row) => 1000 - marks.question[row]!),
      reviewer: order.map((row) => 7 * (marks.reviewer?.[row] ?? 0)),
      system: order.map((row) => 1 - marks.system[row]!),
      systems: 2,
    })
    expect(new Set(order).size).toBe(64)
    expectClose(turned.coefficients?.[1] ?? null, -(fit.coefficients?.[1] ?? 0), 1e-9)
    expectClose(turned.se?.[1] ?? null, fit.se?.[1] ?? 0, 1e-5)
    expectClose(turned.remlCriterion, fit.remlCriterion ?? 0, 1e-9)
  })

  it('finds larger standard errors of differences with the interactions', () => {
    const marks = simulated(20, 5, 2, 9)
    const plain = lmm(marks).se?.[1] ?? 0
    expect(lmm(marks, { interactions: true }).se?.[1] ?? 0).toBeGreaterThan(1.2 * plain)
  })

  it('drops missing marks and reports a system without marks', () => {
    const marks = simulated(6, 3, 3, 11)
    const thin = { ...marks, mark: Array.from(marks.mark, (mark, row) => (row % 3 === 1 ? none : mark)) }
    const fit = lmm(thin)
    expect([fit.n, fit.nDropped, fit.coefficients?.[1], fit.se?.[1], fit.ci?.[1]]).toEqual([
      36,
      18,
      null,
      null,
      null,
    ])
    expect(fit.ci?.[2]?.lower).toBeLessThan(fit.coefficients?.[2] ?? 0)
    expect(fit.reasons).toEqual(['A system without marks has no coefficient.'])
    const noReference = lmm({
      ...marks,
      mark: Array.from(marks.mark, (mark, row) => (row % 3 === 0 ? none : mark)),
    })
    expect(noReference.coefficients).toBe(null)
  })

  it('leaves out what one reviewer or one question cannot show', () => {
    const marks = simulated(12, 1, 2, 13)
    const fit = lmm(marks, { interactions: true })
    expect([fit.varReviewer, fit.varQuestionSystem, fit.varReviewerSystem]).toEqual([null, null, null])
    expect(fit.varQuestion).not.toBe(null)
    expect(fit.reasons).toHaveLength(3)
    expect(lmm(simulated(1, 12, 2, 13)).varQuestion).toBe(null)
  })

  it('is the comparison of two means without random terms', () => {
    // R 4.2.2: summary(lm(c(1, 2, 4, 6) ~ factor(c(1, 1, 2, 2))))
    const fit = lmm({
      mark: [1, 2, 4, 6],
      question: [1, 1, 1, 1],
      reviewer: null,
      system: [0, 0, 1, 1],
      systems: 2,
    })
    expectClose(fit.coefficients?.[1] ?? null, 3.5)
    expectClose(fit.se?.[1] ?? null, 1.118034, 1e-7)
    expectClose(fit.p?.[1] ?? null, 0.08867762, 1e-7)
    expectClose(fit.df?.[1] ?? null, 2)
  })

  it('is null with a reason when there is nothing to fit', () => {
    const nothing = {
      coefficients: null,
      se: null,
      varQuestion: null,
      varResidual: null,
      remlCriterion: null,
    }
    const of = (mark: number[], system: number[]) =>
      lmm({
        mark,
        question: mark.map((_, k) => k >> 1),
        reviewer: mark.map((_, k) => k % 2),
        system,
        systems: 2,
      })
    expect(of([], [])).toMatchObject({ ...nothing, n: 0, reasons: ['There are no marks.'] })
    expect(of([3], [0])).toMatchObject({ ...nothing, n: 1 })
    expect(of([3, 3, 3, 3], [0, 1, 0, 1])).toMatchObject({ ...nothing, reasons: ['All marks are the same.'] })
    expect(of([1, 2], [0, 1]).reasons).toEqual(['There are no more marks than systems.'])
    expect(of([1, 2, 1, 2], [0, 1, 0, 1]).reasons).toEqual([
      'The model explains the marks without a residual.',
    ])
    // Every mark is the sum of a question and a reviewer.
    const sums = Array.from({ length: 24 }, (_, row) => (row >> 2) * (row >> 2) + 3 * ((row >> 1) % 2))
    expect(lmm(crossed(6, 2, 2, sums)).coefficients).toBe(null)
  })

  it('refuses what is not its input', () => {
    const marks = { mark: [1, 2], question: [1, 2], reviewer: null, system: [0, 2], systems: 2 }
    expect(() => lmm(marks)).toThrow('system 1 must be a whole number from 0 to 1')
    expect(() => lmm({ ...marks, system: [0, 1] }, { level: 95 })).toThrow('level')
    expect(() => lmm({ ...marks, system: [0] })).toThrow('system must have 2 entries')
  })
})

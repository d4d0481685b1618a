import { describe, expect, it } from 'vitest'
import { powerSchema } from './power-schema.ts'
import { levelOf, plannedStudy } from './testing/planned-study.ts'

const levels = ['low', 'mid', 'high']

describe('planPower on marks', () => {
  const { results } = plannedStudy('{questions: 100, reviewers: 12, reviewersPerQuestion: 3}', [
    '{id: pair, kind: superiority, axis: mark, candidate: a, against: b, family: one}',
    '{id: equal, kind: equivalence, axis: mark, candidate: a, against: b, margin: {value: 0.2, unit: scale-points}, family: two}',
    '{id: three, kind: superiority, axis: mark, candidate: a, against: [b, c, d], family: three}',
  ])
  const [pair, equal, three] = results.hypotheses

  // A published planning table of this design (12 reviewers, 25 questions each), printed with two decimals.
  it('reproduces a planning table', () => {
    const table = [
      ['low', 0.051, 0.16, 0.18, 0.16],
      ['mid', 0.072, 0.22, 0.26, 0.23],
      ['high', 0.111, 0.34, 0.4, 0.35],
    ] as const
    for (const [level, se, at80, at90, margin] of table) {
      const one = levelOf(pair, level)
      expect([one.se?.toFixed(3), one.df]).toEqual([se.toFixed(3), 11])
      expect(Math.abs((one.detectable80 ?? 0) - at80)).toBeLessThan(0.0052)
      expect(Math.abs((one.detectable90 ?? 0) - at90)).toBeLessThan(0.0052)
      expect(Math.abs((levelOf(equal, level).provableMargin80 ?? 0) - margin)).toBeLessThan(0.0052)
      expect(Math.abs((one.provableMargin80 ?? 0) - margin)).toBeLessThan(0.0052)
    }
  })

  it('averages several opponents: their variance counts a third', () => {
    // By hand: (1 + 1/3)/2 of the variance against one opponent.
    for (const level of levels) {
      const ratio = (levelOf(three, level).se ?? 0) / (levelOf(pair, level).se ?? 1)
      expect(ratio).toBeCloseTo(Math.sqrt(2 / 3), 12)
    }
  })

  it('is better with one more reviewer and with more questions, and better still with both', () => {
    for (const level of levels) {
      const one = levelOf(pair, level)
      expect(one.oneMoreReviewer.detectable80).toBeLessThan(one.detectable80 ?? 0)
      expect(one.twentyMoreQuestions.detectable80).toBeLessThan(one.detectable80 ?? 0)
    }
    // By hand for mid: sqrt(2 (0.09/120 + 0.01/12 + 0.25/360)).
    expect(levelOf(pair, 'mid').twentyMoreQuestions.se).toBeCloseTo(
      Math.sqrt(2 * (0.09 / 120 + 0.01 / 12 + 0.25 / 360)),
      12,
    )
    const curve = pair?.curve.map(({ values }) => values[1] ?? 0) ?? []
    expect(curve).toEqual([...curve].sort((x, y) => y - x))
  })

  it('is of the published shape', () => {
    expect(powerSchema.parse(JSON.parse(JSON.stringify(results)))).toEqual(results)
  })
})

describe('planPower on votes', () => {
  // A published simulation of 620 questions, 149 reviewers, four systems and 20% ties: detectable win differences in
  // points for one system against the rest and for one pair. It took the normal distribution and other numbers of
  // comparisons by a few per cent; six per cent are allowed.
  it.each([
    [3, 'rest', 935, [8.4, 8.9, 10]],
    [3, 'pair', 324, [14.2, 14.5, 15.7]],
    [6, 'rest', 1860, [6.2, 6.9, 8.5]],
    [6, 'pair', 620, [10.5, 11.1, 12.3]],
  ] as const)('agrees with a simulation of %i comparisons a question: %s', (perQuestion, id, n, expected) => {
    const { results } = plannedStudy(
      `{questions: 620, reviewers: 149, reviewersPerQuestion: ${perQuestion}}`,
      [
        '{id: rest, kind: superiority, axis: vote, candidate: a, against: [b, c, d], family: one}',
        '{id: pair, kind: superiority, axis: vote, candidate: a, against: b, family: two}',
      ],
    )
    const found = results.hypotheses.find((hypothesis) => hypothesis.id === id)
    expect(Math.abs((found?.rows ?? 0) / n - 1)).toBeLessThan(0.05)
    for (const [place, level] of levels.entries()) {
      const points = 100 * (levelOf(found, level).detectable80 ?? 0)
      expect(Math.abs(points / (expected[place] ?? 0) - 1)).toBeLessThan(0.06)
    }
  })

  // Published sizes for parity of independent votes without ties: 857 comparisons prove 5 points of win rate.
  it('proves with independent votes the margin that the formula of sample sizes says', () => {
    const { results } = plannedStudy(
      '{questions: 5142, reviewers: 5142, reviewersPerQuestion: 1, tieShare: 0, components: {votes: {question: 0, reviewer: 0}}}',
      [
        '{id: parity, kind: equivalence, axis: vote, candidate: a, against: b, margin: {value: 5, unit: win-rate-points}}',
      ],
    )
    const own = levelOf(results.hypotheses[0], 'own')
    expect(results.hypotheses[0]?.rows).toBe(857)
    expect(own.designEffect).toBeCloseTo(1, 12)
    expect(Math.abs((own.powerAtMargin ?? 0) - 0.8)).toBeLessThan(0.004)
    expect(Math.abs((own.provableMargin80 ?? 0) - 0.1)).toBeLessThan(0.0003)
  })

  it('takes ties as information: more of them, smaller errors', () => {
    const errors = [0, 0.3, 0.6].map((ties) => {
      const { results } = plannedStudy(
        `{questions: 100, reviewers: 10, reviewersPerQuestion: 3, tieShare: ${ties}}`,
        ['{id: pair, kind: superiority, axis: vote, candidate: a, against: b}'],
      )
      return levelOf(results.hypotheses[0], 'low').se ?? 0
    })
    expect(errors).toEqual([...errors].sort((x, y) => y - x))
  })
})

describe('planPower', () => {
  it('takes a family and looks into account', () => {
    const pair = (id: string) => `{id: ${id}, kind: superiority, axis: mark, candidate: a, against: b}`
    const size = '{questions: 100, reviewers: 12, reviewersPerQuestion: 3}'
    const three = plannedStudy(size, ['x', 'y', 'z'].map(pair)).results.hypotheses[0]
    expect(three?.alpha).toMatchObject({ own: 0.05, familySize: 3, looks: 1 })
    expect(three?.alpha.used).toBeCloseTo(0.05 / 3, 15)
    const looks = 'looks: {information: [0.5, 1]}'
    const interim = plannedStudy(size, [pair('x')], new Map(), looks).results
    // Published bounds of the O'Brien-Fleming type for two looks: 2.9626 and 1.9686; R: 2 pnorm(-1.9686) = 0.048999.
    expect(Math.abs((interim.hypotheses[0]?.alpha.used ?? 0) - 0.049)).toBeLessThan(1e-4)
    expect(interim.assumptions.join(' ')).toContain('the last look alone is counted')
  })

  it('loses cells to missing marks of any arm', () => {
    const se = (missing: number, against: string) => {
      const { results } = plannedStudy(
        `{questions: 400, reviewers: 400, reviewersPerQuestion: 1, missingShare: ${missing}}`,
        [`{id: pair, kind: superiority, axis: mark, candidate: a, against: ${against}}`],
      )
      return levelOf(results.hypotheses[0], 'mid').se ?? 0
    }
    // One mark per reviewer and question: everything is independent, so the error grows by the root of what is left.
    expect(se(0.2, 'b') / se(0, 'b')).toBeCloseTo(1 / 0.8, 10)
    expect(se(0.2, '[b, c, d]') / se(0, '[b, c, d]')).toBeCloseTo(1 / 0.64, 10)
  })

  it('gives nothing with one reviewer or one question', () => {
    for (const size of [
      '{questions: 50, reviewers: 1, reviewersPerQuestion: 1}',
      '{questions: 1, reviewers: 5, reviewersPerQuestion: 5}',
    ]) {
      const { results } = plannedStudy(
        size,
        [
          '{id: pair, kind: superiority, axis: vote, candidate: a, against: b, family: one}',
          '{id: marks, kind: equivalence, axis: right, candidate: a, against: b, margin: {value: 5, unit: accuracy-points}, family: two}',
        ],
        new Map([['pair', 0.1]]),
      )
      for (const hypothesis of results.hypotheses) {
        for (const level of hypothesis.levels) {
          const { se, df, detectable80, provableMargin80, powerAtMargin, powerAtDifference } = level
          expect([se, df, detectable80, provableMargin80, powerAtMargin, powerAtDifference]).toEqual(
            new Array(6).fill(null),
          )
        }
      }
    }
  })

  it('counts the reviewers of the rendering alone', () => {
    const { results } = plannedStudy(
      '{questions: 36, reviewers: 12, reviewersPerQuestion: 10, renderings: {plain: 0.75, cited: 0.25}, pairs: [{arms: [b, a], share: 0.5}]}',
      ['{id: pair, kind: superiority, axis: vote, candidate: a, against: b}'],
      new Map(),
      'renderings: [{id: plain, primary: true}, {id: cited}]',
    )
    const [hypothesis] = results.hypotheses
    expect(hypothesis?.reviewers).toBe(9)
    // Half of 360 comparisons, three quarters of them in the rendering.
    expect(Math.abs((hypothesis?.rows ?? 0) - 135)).toBeLessThan(6)
  })

  it('scales marks with the length of the scale and says what it assumes', () => {
    const { results } = plannedStudy('{questions: 100, reviewers: 12, reviewersPerQuestion: 3}', [
      '{id: mark, kind: superiority, axis: mark, candidate: a, against: b, family: one}',
      '{id: score, kind: superiority, axis: score, candidate: a, against: b, family: two}',
      '{id: right, kind: superiority, axis: right, candidate: a, against: b, family: three}',
    ])
    const [mark, score, right] = results.hypotheses
    expect(3 * (levelOf(score, 'mid').se ?? 0)).toBeCloseTo(levelOf(mark, 'mid').se ?? 0, 12)
    // By hand: 70% of 0.8 0.2, in the proportions of 0.3^2, 0.1^2 and 0.5^2.
    const part = (square: number) => (0.7 * 0.16 * square) / 0.35
    const variance = 2 * (part(0.09) / 100 + part(0.01) / 12 + part(0.25) / 300)
    expect(levelOf(right, 'mid').se).toBeCloseTo(Math.sqrt(variance), 12)
    const assumed = results.assumptions.join('\n')
    for (const part of ['low 0.20, 0.05, 0.45', 'On a binary axis 80%', 'a rubric score has length 1'])
      expect(assumed).toContain(part)
  })
})

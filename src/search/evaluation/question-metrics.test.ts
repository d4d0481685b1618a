import { describe, expect, it } from 'vitest'
import { fourGrades, plainGains } from './judgments.ts'
import { questionMetrics } from './question-metrics.ts'

// python3, sklearn 1.2.1, grades g in ranked order:
//   ndcg_score([[2**(x-1)-1 for x in g]], [range(len(g), 0, -1)], k=10, ignore_ties=True)
//   average_precision_score([x >= 3 for x in g], range(len(g), 0, -1))
const grades = [2, 4, 1, 3, 1, 4, 2, 3, 1, 1, 2, 4]
const ids = grades.map((_, index) => `d${index}`)
const judged = new Map(grades.map((grade, index) => [`d${index}`, grade]))
const usual = { scale: fourGrades, depth: 10 }

describe('questionMetrics', () => {
  it('agrees with sklearn', () => {
    const { raw, condensed } = questionMetrics(ids, judged, usual)
    expect(raw.ndcg).toBeCloseTo(0.570461422001898, 14)
    expect(questionMetrics(ids, judged, { scale: fourGrades, depth: 3 }).raw.ndcg).toBeCloseTo(
      0.3631217289691162,
      14,
    )
    expect(raw.averagePrecision).toBeCloseTo(0.4833333333333333, 14)
    // The first relevant answer stands second; four of five stand among the first ten.
    expect(raw).toMatchObject({ reciprocalRank: 0.5, recall: 4 / 5, judged: 1 })
    expect(condensed).toEqual(raw)
  })

  it('gives both readings of documents that nobody judged', () => {
    const { raw, condensed } = questionMetrics(
      ['new', 'good', 'bad'],
      new Map([
        ['good', 4],
        ['bad', 1],
      ]),
      usual,
    )
    // By hand: the gain of 7 at rank 2 over the gain of 7 at rank 1.
    expect(raw.ndcg).toBeCloseTo(1 / Math.log2(3), 14)
    expect(raw).toMatchObject({ averagePrecision: 0.5, reciprocalRank: 0.5, judged: 2 / 3 })
    expect(condensed).toEqual({ ndcg: 1, averagePrecision: 1, reciprocalRank: 1, recall: 1, judged: 1 })
  })

  it('leaves nDCG undefined without a gain, and counts MAP and MRR as 0 without a relevant answer', () => {
    const none = questionMetrics(
      ['a', 'b'],
      new Map([
        ['a', 1],
        ['b', 1],
      ]),
      usual,
    ).raw
    expect(none).toEqual({ ndcg: null, averagePrecision: 0, reciprocalRank: 0, recall: null, judged: 1 })
    const related = questionMetrics(
      ['a', 'b'],
      new Map([
        ['a', 1],
        ['b', 2],
      ]),
      usual,
    ).raw
    expect(related.ndcg).toBeCloseTo(1 / Math.log2(3), 14)
    expect(related).toMatchObject({ averagePrecision: 0, reciprocalRank: 0, recall: null })
  })

  it('counts relevant answers that were not ranked, and a document once', () => {
    const both = new Map([
      ['a', 1],
      ['b', 1],
    ])
    const scale = { scale: plainGains, depth: 10 }
    // By hand: one of two found at rank 1; DCG 1 of 1 + 1 / log2(3).
    const { raw } = questionMetrics(['a', 'a', 'a'], both, scale)
    expect(raw).toMatchObject({ averagePrecision: 0.5, reciprocalRank: 1, recall: 0.5, judged: 1 })
    expect(raw.ndcg).toBeCloseTo(1 / (1 + 1 / Math.log2(3)), 14)
    expect(questionMetrics([], both, scale).raw).toEqual({
      ndcg: 0,
      averagePrecision: 0,
      reciprocalRank: 0,
      recall: 0,
      judged: null,
    })
  })

  it('refuses a depth that is none and a gain below 0', () => {
    expect(() => questionMetrics(ids, judged, { scale: fourGrades, depth: 0 })).toThrow('at least 1, not 0')
    expect(() => questionMetrics(['a'], new Map([['a', -1]]), { scale: plainGains, depth: 5 })).toThrow(
      'gain of a grade',
    )
  })
})

describe('fourGrades', () => {
  it('gains 0, 1, 3 and 7, and as much between whole grades as the formula says', () => {
    expect([1, 2, 3, 4].map((grade) => fourGrades.gain(grade))).toEqual([0, 1, 3, 7])
    // python3: 2**1.5 - 1
    expect(fourGrades.gain(2.5)).toBeCloseTo(1.8284271247461903, 14)
  })
})

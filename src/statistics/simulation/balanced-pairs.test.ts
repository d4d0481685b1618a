import { describe, expect, it } from 'vitest'
import { balancedPairs } from './balanced-pairs.ts'

describe('balancedPairs', () => {
  it('shows every pair of four systems once per question when six comparisons are planned', () => {
    const design = balancedPairs({
      questions: 50,
      reviewers: 20,
      reviewersPerQuestion: 3,
      systems: 4,
      pairsPerReviewer: 2,
    })
    for (let question = 0; question < 50; question++) {
      const rows = [...design.question.keys()].filter((row) => design.question[row] === question)
      expect(new Set(rows.map((row) => pairOf(design, row))).size).toBe(6)
      expect(rows).toHaveLength(6)
    }
  })

  it('balances pairs and slots, and shows a reviewer no pair of a question twice', () => {
    const design = balancedPairs({
      questions: 620,
      reviewers: 149,
      reviewersPerQuestion: 1,
      systems: 4,
      pairsPerReviewer: 3,
      seed: 2,
    })
    const counts = new Map<string, number>()
    const shown = new Set<string>()
    let ordered = 0
    for (let row = 0; row < design.question.length; row++) {
      const pair = pairOf(design, row)
      counts.set(pair, (counts.get(pair) ?? 0) + 1)
      shown.add(`${design.question[row]} ${design.reviewer[row]} ${pair}`)
      if (design.first[row]! < design.second[row]!) ordered += 1
    }
    expect([...counts.values()].every((count) => Math.abs(count - 310) <= 2)).toBe(true)
    expect(shown.size).toBe(1860)
    // Binomial(1860, 1/2) has a standard deviation of 21.6.
    expect(Math.abs(ordered - 930)).toBeLessThan(108)
  })

  it('is the same for the same seed and another for another', () => {
    const size = { questions: 9, reviewers: 3, reviewersPerQuestion: 2, systems: 5, pairsPerReviewer: 2 }
    expect(balancedPairs({ ...size, seed: 1 })).toEqual(balancedPairs({ ...size, seed: 1 }))
    expect(balancedPairs({ ...size, seed: 1 })).not.toEqual(balancedPairs({ ...size, seed: 2 }))
  })

  it('refuses more pairs than there are', () => {
    const size = { questions: 9, reviewers: 3, reviewersPerQuestion: 2, systems: 2, pairsPerReviewer: 2 }
    expect(() => balancedPairs(size)).toThrow('at most 1')
  })
})

function pairOf(design: { readonly first: Int32Array; readonly second: Int32Array }, row: number): string {
  return [design.first[row]!, design.second[row]!].sort().join(' ')
}

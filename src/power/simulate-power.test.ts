import { describe, expect, it } from 'vitest'
import { simulatePower } from './simulate-power.ts'
import { levelOf, plannedStudy } from './testing/planned-study.ts'

const parity = (margin: string) => `kind: non-inferiority, candidate: a, against: b, margin: ${margin}`

describe('simulatePower', () => {
  it('gives the same for any number of workers', async () => {
    const { planned } = plannedStudy(
      '{questions: 20, reviewers: 6, reviewersPerQuestion: 2, missingShare: 0.1}',
      [
        '{id: vote, kind: superiority, axis: vote, candidate: a, against: [b, c, d], family: one}',
        `{id: mark, axis: mark, ${parity('{value: 0.3, unit: scale-points}')}, family: two}`,
      ],
    )
    const options = { trials: 450, seed: 5 }
    const seen: number[] = []
    const one = await simulatePower(planned, {
      ...options,
      workers: 1,
      onProgress: (done) => seen.push(done),
    })
    expect(await simulatePower(planned, { ...options, workers: 3 })).toEqual(one)
    // Two hypotheses, three levels, two scenarios, three pieces each.
    expect(seen).toHaveLength(36)
    expect(await simulatePower(planned, { ...options, seed: 6, workers: 1 })).not.toEqual(one)
    expect(one[0]?.simulation?.map(({ level, scenario }) => `${level} ${scenario}`)).toEqual([
      'low power',
      'low false positives',
      'mid power',
      'mid false positives',
      'high power',
      'high false positives',
    ])
  })

  // The formula and the simulation share no code beyond the distributions. Four Monte Carlo standard errors of 1,000
  // trials are 5 points of power; the guard of the test may cost a few more, and 2.5 points of false positives.
  it('agrees with the formula and keeps the level', async () => {
    const { planned } = plannedStudy('{questions: 60, reviewers: 10, reviewersPerQuestion: 3}', [
      '{id: vote, kind: superiority, axis: vote, candidate: a, against: [b, c, d], family: one}',
      `{id: score, axis: score, ${parity('{value: 8, unit: rubric-points}')}, family: two}`,
      `{id: right, axis: right, ${parity('{value: 15, unit: accuracy-points}')}, family: three}`,
      '{id: mark, kind: equivalence, axis: mark, candidate: a, against: b, margin: {value: 0.3, unit: scale-points}, family: four}',
    ])
    const simulated = await simulatePower(planned, { trials: 1000, seed: 1 })
    for (const hypothesis of simulated) {
      const shareOf = (scenario: string) =>
        hypothesis.simulation?.find((one) => one.level === 'mid' && one.scenario === scenario)?.share ?? -1
      const false5 = hypothesis.kind === 'non-inferiority' ? 0.025 : 0.05
      expect(shareOf('false positives')).toBeLessThan(false5 + 0.025)
      const formula =
        hypothesis.kind === 'superiority' ? 0.8 : (levelOf(hypothesis, 'mid').powerAtMargin ?? 0)
      expect(shareOf('power')).toBeGreaterThan(formula - 0.12)
      // Marks cut to a scale are less spread than their latent values, so parity is easier than the formula says.
      expect(shareOf('power')).toBeLessThan(formula + (hypothesis.id === 'mark' ? 0.25 : 0.06))
    }
    const margins = simulated.map((hypothesis) => {
      const one = hypothesis.simulation?.find(({ scenario }) => scenario === 'false positives')
      return [one?.trueDifference, one?.meanEstimate] as const
    })
    for (const [truth = 1, mean] of margins) expect(Math.abs((mean ?? 1) - truth)).toBeLessThan(0.012)
  })

  it('shows that a ceiling hides a part of a latent difference', async () => {
    const { planned } = plannedStudy(
      '{questions: 60, reviewers: 10, reviewersPerQuestion: 3}',
      ['{id: mark, kind: superiority, axis: mark, candidate: a, against: b}'],
      new Map([['mark', 0.4]]),
    )
    const [hypothesis] = await simulatePower(planned, { trials: 200, seed: 1, workers: 1 })
    const seen = hypothesis?.simulation?.find(({ scenario }) => scenario === 'power')
    expect(seen?.trueDifference).toBe(0.4)
    expect(seen?.meanEstimate).toBeLessThan(0.36)
    expect(seen?.meanEstimate).toBeGreaterThan(0.24)
  })

  it('has nothing to simulate with one reviewer', async () => {
    const { planned } = plannedStudy('{questions: 20, reviewers: 1, reviewersPerQuestion: 1}', [
      '{id: vote, kind: superiority, axis: vote, candidate: a, against: b}',
    ])
    expect((await simulatePower(planned, { trials: 100, seed: 1 }))[0]?.simulation).toEqual([])
  })
})

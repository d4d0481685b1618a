import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type Contrast, resultsSchema } from '../src/analysis/results-schema.ts'
import { equipoise, temporaryFolder } from './support/command-line.ts'
import { testData } from './support/test-data.ts'

const folder = testData('real-pocqi')

const rating = z.object({
  question_id: z.string(),
  axis: z.string(),
  choice: z.enum(['strongly_a', 'slightly_a', 'tie', 'slightly_b', 'strongly_b']),
  slot_a_provider: z.string(),
  slot_b_provider: z.string(),
  render_mode: z.string(),
})
type Rating = z.infer<typeof rating>

/** The independent computation: plain loops over the published rows, nothing of the product's. */
function plainScores(ratings: readonly Rating[], system: string, axis: string, rendering: string) {
  const byQuestion = new Map<string, number[]>()
  for (const row of ratings) {
    if (row.axis !== axis || row.render_mode !== rendering) continue
    if (row.slot_a_provider !== system && row.slot_b_provider !== system) continue
    const forA = row.choice === 'tie' ? 0 : row.choice.endsWith('_a') ? 1 : -1
    const score = row.slot_a_provider === system ? forA : -forA
    byQuestion.set(row.question_id, [...(byQuestion.get(row.question_id) ?? []), score])
  }
  return [...byQuestion.values()]
}

function mean(scores: readonly number[]): number {
  return scores.reduce((sum, score) => sum + score, 0) / scores.length
}

/** Standard error clustered by question: G/(G-1) times the sum of squared cluster sums of residuals. */
function plainClusteredError(clusters: readonly number[][]): number {
  const all = clusters.flat()
  const centre = mean(all)
  const squares = clusters.map((scores) => scores.reduce((sum, score) => sum + score - centre, 0) ** 2)
  const groups = clusters.length
  return Math.sqrt(
    ((groups / (groups - 1)) * squares.reduce((sum, square) => sum + square, 0)) / all.length ** 2,
  )
}

/** Limits of the percentile interval over resampled questions, with a generator of its own (mulberry32). */
function plainBootstrap(clusters: readonly number[][], resamples: number): readonly [number, number] {
  let state = 20260627
  const uniform = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const means = Array.from({ length: resamples }, () => {
    let sum = 0
    let count = 0
    for (let draw = 0; draw < clusters.length; draw += 1) {
      const drawn = clusters[Math.floor(uniform() * clusters.length)] ?? []
      for (const score of drawn) sum += score
      count += drawn.length
    }
    return sum / count
  }).sort((left, right) => left - right)
  const quantile = (share: number) => {
    const place = (resamples - 1) * share
    const below = means[Math.floor(place)] ?? 0
    return below + ((means[Math.ceil(place)] ?? 0) - below) * (place - Math.floor(place))
  }
  return [quantile(0.025), quantile(0.975)]
}

describe.skipIf(folder === null)('the public Real-POCQi ratings', () => {
  it('gives the numbers of an independent computation', { timeout: 120_000 }, async () => {
    const source = folder ?? ''
    await using study = await temporaryFolder()
    const imported = await equipoise('import', 'real-pocqi', source, '--study', study.path)
    expect(imported.exitCode, imported.notes).toBe(0)
    const locked = await equipoise('lock', '--study', study.path)
    expect(locked.exitCode, locked.notes).toBe(0)
    const analysed = await equipoise('analyse', '--study', study.path)
    expect(analysed.exitCode, analysed.notes).toBe(0)

    const results = resultsSchema.parse(
      JSON.parse(readFileSync(join(study.path, 'report', 'results.json'), 'utf8')),
    )
    const ratings = readFileSync(join(source, 'ratings.jsonl'), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => rating.parse(JSON.parse(line)))
    expect(results.data.marks).toBe(ratings.length)
    expect(results.data.reviewers).toBeNull()
    expect(results.plan.state).toBe('retrospective')
    expect(analysed.out).toContain('Analysis plan fixed after the data')

    let compared = 0
    for (const section of results.sections) {
      for (const contrast of section.oneAgainstRest) {
        const clusters = plainScores(ratings, contrast.candidate, section.axis, section.rendering ?? '')
        const scores = clusters.flat()
        const { estimate } = contrast
        expect(estimate.n).toBe(scores.length)
        expect(estimate.nQuestions).toBe(clusters.length)
        expect(estimate.nReviewers).toBeNull()
        expect(Math.abs((estimate.estimate ?? 9) - mean(scores))).toBeLessThan(1e-9)
        expect(Math.abs((estimate.standardErrors.used ?? 9) - plainClusteredError(clusters))).toBeLessThan(
          1e-9,
        )
        compareBootstrap(contrast, clusters)
        compared += 1
      }
    }
    // Five axes, two renderings, four systems.
    expect(compared).toBe(40)
    for (const verdict of results.verdicts) expect(verdict.headline).toContain('reviewers are not identified')
  })
})

/**
 * Two percentile limits of 10,000 resamples differ by less than 0.15 standard errors but once in many thousands;
 * with few comparisons the means lie on a lattice of 1/n, and a limit may fall on the neighbouring point.
 */
function compareBootstrap(contrast: Contrast, clusters: readonly number[][]): void {
  const ours = contrast.bootstrap.byQuestion
  if (ours === null) throw new Error('The public part has questions to resample.')
  // Few questions get a t interval, whose width says nothing that the standard error does not.
  expect(ours.fewClusters).toBe(clusters.length < 50)
  const groups = clusters.length
  if (ours.fewClusters) {
    // Resampling G clusters divides their variance by G where the clustered error divides by G - 1.
    const expected = plainClusteredError(clusters) * Math.sqrt((groups - 1) / groups)
    expect(Math.abs((ours.se ?? 0) / expected - 1)).toBeLessThan(0.1)
    return
  }
  const [lower, upper] = plainBootstrap(clusters, 10_000)
  const allowed = Math.max(0.15 * (ours.se ?? 0), 1.001 / contrast.estimate.n)
  expect(Math.abs((ours.ci95?.lower ?? 9) - lower)).toBeLessThan(allowed)
  expect(Math.abs((ours.ci95?.upper ?? 9) - upper)).toBeLessThan(allowed)
}

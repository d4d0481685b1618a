import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { binomialQuantile } from '../src/statistics/distributions/binomial.ts'
import { committedRuns, replicate, replicated, replicationFile } from './assisted-replication.ts'

/** One run in ten thousand would fail a bound if the method were exactly nominal; the seeds are fixed. */
const chance = 1e-4
const runs = 500

describe('a simulated replication of four arms with 600 responses each', () => {
  it.each(replicated)('%s: 500 runs recover what was planted, with nominal coverage', (name, design) => {
    const { arms, falseRejections } = replicate(name, design, runs)
    for (const arm of arms) {
      expect(Math.abs(arm.bias)).toBeLessThan(4 * arm.biasSe)
      // 93 to 97 % of 500, give or take Monte Carlo error.
      expect(arm.coverage * runs).toBeGreaterThanOrEqual(binomialQuantile(chance, runs, 0.95))
      expect(arm.coverage * runs).toBeLessThanOrEqual(binomialQuantile(1 - chance, runs, 0.95))
    }
    if (falseRejections !== null)
      expect(falseRejections * runs).toBeLessThanOrEqual(binomialQuantile(1 - chance, runs, 0.05))
  })

  it('is what the committed file says of more runs', () => {
    const { results } = JSON.parse(readFileSync(replicationFile, 'utf8'))
    expect(results).toHaveLength(replicated.length)
    for (const [place, [name]] of replicated.entries()) {
      expect(results[place]).toMatchObject({ design: name, runs: committedRuns })
      for (const { coverage } of results[place].arms) {
        expect(Math.abs(coverage - 0.95)).toBeLessThan(4 * Math.sqrt((0.95 * 0.05) / committedRuns))
      }
    }
  })
})

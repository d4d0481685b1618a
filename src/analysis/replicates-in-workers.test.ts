import { describe, expect, it } from 'vitest'
import { compressColumns } from '../statistics/bootstrap/compressed-columns.ts'
import { createGenerator } from '../statistics/random/generator.ts'
import { analyse } from './analyse.ts'
import { type ComputeReplicates, type ReplicateJob, replicatesHere } from './compute-replicates.ts'
import { markTable } from './marks/mark-table.ts'
import { replicatesInWorkers } from './replicates-in-workers.ts'
import { absolute, pair, planDocument } from './testing/marks.ts'

const generator = createGenerator(1, 'workers')
const rows = Array.from({ length: 400 }, (_, row) => {
  const about = { item: `q${row % 40}`, reviewer: `r${generator.integerBelow(15)}` }
  return row % 3 === 0
    ? absolute({ ...about, armA: row % 2 === 0 ? 'one' : 'two', value: 1 + generator.integerBelow(4) })
    : pair({ ...about, armB: row % 4 === 0 ? 'three' : 'two', value: generator.integerBelow(3) - 1 })
})

async function resultsBy(computeReplicates?: ComputeReplicates): Promise<string> {
  const { plan, document } = planDocument()
  const results = await analyse({
    data: {
      marks: markTable(rows),
      answers: [],
      items: [],
      imports: [],
      collection: null,
      flow: null,
      secondChecks: null,
      firstMarkAt: null,
      firstMachineMarkAt: null,
    },
    plan,
    writtenNow: document,
    locks: [],
    look: 1,
    softwareVersion: 'test',
    ...(computeReplicates === undefined ? {} : { computeReplicates }),
  })
  return JSON.stringify(results)
}

describe('replicatesInWorkers', () => {
  it('gives results of the same bytes for one, two and three workers and without any', async () => {
    const expected = await resultsBy()
    expect(JSON.parse(expected).sections[0].oneAgainstRest[0].bootstrap.byReviewer.se).toBeGreaterThan(0)
    for (const workers of [1, 2, 3]) {
      expect((await resultsBy(replicatesInWorkers({ workers, worthThreads: 0 }))) === expected).toBe(true)
    }
  })

  it('puts pieces of several bootstraps together in their places, and tells how far it is', async () => {
    const job = (statistics: number, resamples: number): ReplicateJob => ({
      source: {
        clusters: 30,
        columns: compressColumns({
          clusters: 30,
          statistics,
          numeratorSums: Float64Array.from({ length: 30 * statistics }, () => generator.integerBelow(9) - 4),
          denominatorSums: new Float64Array(30 * statistics).fill(2),
        }),
        seed: 3,
        stream: ['test', String(statistics)],
      },
      resamples,
    })
    const jobs = [job(3, 1000), job(1, 11)]
    const seen: number[] = []
    const found = await replicatesInWorkers({ workers: 2, worthThreads: 0 })(jobs, (done, total) =>
      seen.push(done / total),
    )
    expect(found).toEqual(await replicatesHere(jobs, () => {}))
    expect(seen.length).toBeGreaterThan(4)
    expect(seen.at(-1)).toBe(1)
  })

  it('takes no bootstraps at all', async () => {
    expect(await replicatesInWorkers({ workers: 2 })([], () => {})).toEqual([])
  })
})

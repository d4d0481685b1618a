import { describe, expect, it } from 'vitest'
import { findStudy } from './all-studies.ts'
import { runDesign } from './run-design.ts'
import { addTallies, emptyTally, runTrials } from './tally.ts'

const study = findStudy('win-difference-small')
const design = study.designs[0]!

describe('runDesign', () => {
  it('counts the same for any number of workers', async () => {
    const alone = await runDesign(study, design, { workers: 1, mostTrials: 90 })
    for (const workers of [2, 3]) {
      expect(await runDesign(study, design, { workers, mostTrials: 90 })).toEqual(alone)
    }
    if (!('tallies' in alone)) throw new Error('the design is simulated')
    expect(alone.trials).toBe(90)
    expect(alone.tallies[0]?.defined).toBe(90)
  })

  it('counts the same however the trials are split', () => {
    if (!('prepare' in design)) throw new Error('the design is simulated')
    const part = (from: number, to: number) => runTrials(study.id, design, study.measures.length, from, to)
    const [first, second] = [part(0, 13), part(13, 40)]
    const joined = first.map((tally, place) => addTallies(tally, second[place] ?? emptyTally))
    expect(joined).toEqual(part(0, 40))
    expect(joined.some(({ errors }) => errors > 0)).toBe(true)
  })
})

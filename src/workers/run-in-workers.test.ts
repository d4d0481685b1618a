import { describe, expect, it } from 'vitest'
import { runInWorkers, stretches } from './run-in-workers.ts'
import { task } from './testing/sum-task.ts'

const values = new Float64Array(new SharedArrayBuffer(8 * 100))
for (let place = 0; place < 100; place++) values[place] = place + 1

describe('runInWorkers', () => {
  it('gives the same results in the same order for any number of workers', async () => {
    const inputs = stretches(100, 10).map((stretch) => ({ ...stretch, values }))
    // 1 to 10 sum to 55, and each later stretch of ten is 100 more.
    const expected = Array.from({ length: 10 }, (_, piece) => 55 + 100 * piece)
    for (const workers of [1, 2, 3]) {
      const seen: number[] = []
      const outputs = await runInWorkers(task, inputs, {
        workers,
        onProgress: (done, total) => seen.push(done / total),
      })
      expect(outputs).toEqual(expected)
      expect(seen).toEqual([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1])
    }
  })

  it('rejects when a piece fails, in the same thread and in another', async () => {
    const inputs = [
      { from: -1, to: 2, values },
      { from: 0, to: 2, values },
    ]
    for (const workers of [1, 2]) {
      await expect(runInWorkers(task, inputs, { workers })).rejects.toThrow('from must be at least 0')
    }
  })

  it('does nothing without pieces', async () => {
    expect(await runInWorkers(task, [])).toEqual([])
  })
})

describe('stretches', () => {
  it('covers every number once', () => {
    expect(stretches(10, 3)).toEqual([
      { from: 0, to: 3 },
      { from: 3, to: 6 },
      { from: 6, to: 10 },
    ])
    expect(stretches(2, 5)).toHaveLength(2)
    expect(stretches(0, 5)).toEqual([])
  })
})

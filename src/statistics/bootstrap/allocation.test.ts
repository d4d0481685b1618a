import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'

const script = fileURLToPath(new URL('../testing/measure-allocation.ts', import.meta.url))

/** A number handed from one function to another may stand on the heap; a typed array takes some 200 bytes there. */
const aFewNumbers = 96

// So much room that the collector never runs by itself while a loop is measured.
const room = ['--expose-gc', '--min-semi-space-size=512', '--max-semi-space-size=512']

describe('resampling', () => {
  const measured = z
    .record(z.string(), z.number())
    .parse(JSON.parse(execFileSync(process.execPath, [...room, script], { encoding: 'utf8' })))
  const { allocating, ...loops } = measured

  it('is measured by what sees an allocation', () => {
    expect(allocating).toBeGreaterThan(2 * aFewNumbers)
  })

  it.each(Object.entries(loops))('allocates nothing per resample: %s', (_, bytes) => {
    expect(bytes).toBeLessThan(aFewNumbers)
  })
})

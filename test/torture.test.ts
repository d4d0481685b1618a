import { expect, it } from 'vitest'
import type { Trial } from './torture/trial.ts'
import { wholeProduct } from './torture/whole-product.ts'

/** The short form of `npm run torture`, which also does everything that docs/guide/faults-and-backups.md tells of. */
it('loses and doubles nothing when everything is killed at once', { timeout: 240_000 }, async () => {
  const why = await wholeProduct.missing()
  if (why !== null) throw new Error(`not made: ${why}`)
  const trials: Trial[] = []
  await wholeProduct.run({ seed: 20_261_126, kills: 2, each: 1, targets: null, say: () => {} }, (trial) =>
    trials.push(trial),
  )
  expect(trials.filter(({ broke }) => broke.length > 0)).toEqual([])
  expect(trials).toHaveLength(3)
  process.stdout.write(`${trials.at(-1)?.moment}\n`)
})

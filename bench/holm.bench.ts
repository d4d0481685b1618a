/**
 * Holm's adjustment of 10,000 p-values, a tenth of them small. Peers: `p.adjust` in R, numpy, and a plain sort of
 * pairs.
 */
import { adjustP } from '../src/statistics/multiplicity/adjust.ts'
import { createGenerator } from '../src/statistics/random/generator.ts'
import { compare } from './support/compare.ts'
import { measure } from './support/measure.ts'
import { peerInNumpy, peerInR } from './support/peers.ts'

const generator = createGenerator(5, 'holm')
const p = Array.from({ length: 10_000 }, (_, place) =>
  place % 10 === 0 ? generator.uniform() * 1e-5 : generator.uniform(),
)

compare({
  title: `Holm's adjustment of ${p.length} p-values`,
  ours: {
    work: () => adjustP(p, 'holm'),
    values: (adjusted) => adjusted.map((value) => value ?? Number.NaN),
    runs: 101,
    warmUp: 200,
  },
  here: { 'plain sort': measure(plain, 51, 50) },
  columns: { p: Float64Array.from(p) },
  peers: {
    R: { aim: 20, start: (folder) => peerInR('holm', folder, []) },
    numpy: { aim: 2, start: (folder) => peerInNumpy('holm', folder) },
  },
  tolerance: 1e-15,
})

function plain(): number[] {
  const adjusted = new Array<number>(p.length)
  let largest = 0
  p.map((value, place) => ({ value, place }))
    .sort((left, right) => left.value - right.value)
    .forEach(({ value, place }, rank) => {
      largest = Math.max(largest, Math.min(1, value * (p.length - rank)))
      adjusted[place] = largest
    })
  return adjusted
}

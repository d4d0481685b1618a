/**
 * Krippendorff's alpha (ordinal) of 100,000 units with 3 raters, one mark in twenty missing. Ours gives the
 * leave-one-out standard error too, the peers do not. Peers: matrix code in R, numpy, and a plain loop over pairs.
 */
import { krippendorffAlpha } from '../src/statistics/agreement/krippendorff.ts'
import { createGenerator } from '../src/statistics/random/generator.ts'
import { compare } from './support/compare.ts'
import { measure } from './support/measure.ts'
import { peerInNumpy, peerInR } from './support/peers.ts'

const units = 100_000
const raters = 3

const generator = createGenerator(3, 'krippendorff')
const matrix = Array.from({ length: units }, () => {
  const truth = generator.integerBelow(5)
  return Array.from({ length: raters }, (): number | null => {
    if (generator.integerBelow(20) === 0) return null
    return 1 + (generator.integerBelow(3) === 0 ? generator.integerBelow(5) : truth)
  })
})

compare({
  title: `Krippendorff's alpha, ${units} units x ${raters} raters`,
  ours: {
    work: () => krippendorffAlpha(matrix, 'ordinal').alpha,
    values: (alpha) => [alpha ?? Number.NaN],
    runs: 15,
    warmUp: 20,
  },
  here: { 'plain loop': measure(plain), 'reading once': measure(readOnce) },
  columns: { marks: Float64Array.from(matrix.flat(), (mark) => mark ?? Number.NaN) },
  peers: {
    R: { aim: 20, start: (folder) => peerInR('krippendorff', folder, []) },
    numpy: { aim: 2, start: (folder) => peerInNumpy('krippendorff', folder) },
  },
  tolerance: 1e-10,
})

/** The table of coincidences by pairs of marks, as the definition has it. */
function plain(): number {
  const coincidence = Array.from({ length: 6 }, () => new Array<number>(6).fill(0))
  for (const unit of matrix) {
    const given = unit.filter((mark) => mark !== null)
    if (given.length < 2) continue
    given.forEach((first, i) => {
      given.forEach((second, j) => {
        const row = coincidence[first]
        if (i !== j && row !== undefined) row[second] = (row[second] ?? 0) + 1 / (given.length - 1)
      })
    })
  }
  const marginal = coincidence.map((row) => row.reduce((sum, value) => sum + value, 0))
  const n = marginal.reduce((sum, value) => sum + value, 0)
  let below = 0
  const rank = marginal.map((times) => {
    below += times
    return below - times / 2
  })
  let observed = 0
  let expected = 0
  for (let c = 0; c < 6; c += 1) {
    for (let k = 0; k < 6; k += 1) {
      const distance = ((rank[c] ?? 0) - (rank[k] ?? 0)) ** 2
      observed += (coincidence[c]?.[k] ?? 0) * distance
      expected += (marginal[c] ?? 0) * (marginal[k] ?? 0) * distance
    }
  }
  return 1 - ((n - 1) * observed) / expected
}

function readOnce(): number {
  let sum = 0
  for (const unit of matrix) for (const mark of unit) sum += mark ?? 0
  return sum
}

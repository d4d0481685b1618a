/**
 * Davidson's model with ties: 40 systems, 1,000,000 comparisons counted from their rows, then the fit with standard
 * errors. Peers: Newton's method in matrix code and `optim` with a gradient in R, numpy, and the counting alone. No
 * package with Davidson's model is at hand in R; BradleyTerry2 counts a tie as half a win.
 */

import { countPairs } from '../src/statistics/preference/count-pairs.ts'
import { davidson } from '../src/statistics/preference/davidson.ts'
import { createGenerator } from '../src/statistics/random/generator.ts'
import { compare } from './support/compare.ts'
import { measure } from './support/measure.ts'
import { peerInNumpy, peerInR } from './support/peers.ts'

const rows = 1_000_000
const systems = 40

const generator = createGenerator(4, 'davidson')
const slotA = new Int32Array(rows)
const slotB = new Int32Array(rows)
const outcome = new Int32Array(rows)
for (let row = 0; row < rows; row += 1) {
  const a = generator.integerBelow(systems)
  const b = (a + 1 + generator.integerBelow(systems - 1)) % systems
  slotA[row] = a
  slotB[row] = b
  const strength = 1 / (1 + Math.exp((b - a) / 20))
  const draw = generator.uniform()
  outcome[row] = draw < 0.75 * strength ? 1 : draw < 0.75 * strength + 0.25 ? 0 : -1
}

compare({
  title: `Davidson's model, ${systems} systems, ${rows} comparisons`,
  ours: {
    work: () => davidson({ systems, counts: countPairs({ systems, slotA, slotB, outcome }) }),
    values: (fit) => [...(fit.logWorth ?? []), fit.logNu ?? Number.NaN],
    runs: 15,
    warmUp: 20,
  },
  here: { 'reading once': measure(readOnce, 21, 10), 'counting alone': measure(countAlone, 21, 10) },
  columns: { slot_a: slotA, slot_b: slotB, outcome },
  peers: {
    'R, optim': { aim: 20, start: (folder) => peerInR('davidson_optim', folder, []) },
    'R, Newton': { aim: 20, start: (folder) => peerInR('davidson_newton', folder, []) },
    numpy: { aim: 2, start: (folder) => peerInNumpy('davidson', folder) },
  },
  // optim stops by the change of the likelihood, which leaves the worths a little off its maximum.
  tolerance: 1e-5,
})

function readOnce(): number {
  let sum = 0
  for (let row = 0; row < rows; row += 1) {
    sum += (slotA[row] ?? 0) + (slotB[row] ?? 0) + (outcome[row] ?? 0)
  }
  return sum
}

function countAlone(): Float64Array {
  const table = new Float64Array(3 * systems * systems)
  for (let row = 0; row < rows; row += 1) {
    const place = 3 * ((slotA[row] ?? 0) * systems + (slotB[row] ?? 0)) + 1 - (outcome[row] ?? 0)
    table[place] = (table[place] ?? 0) + 1
  }
  return table
}

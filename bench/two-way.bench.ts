/**
 * Win difference with its two-way clustered error: 1,000,000 comparisons of 20,000 questions by 2,000 reviewers.
 * Peers: `sandwich::vcovCL` with the guard in R, numpy, and a plain loop with a map of cells.
 */
import { winDifference } from '../src/statistics/preference/win-difference.ts'
import { createGenerator } from '../src/statistics/random/generator.ts'
import { compare } from './support/compare.ts'
import { measure } from './support/measure.ts'
import { peerInNumpy, peerInR } from './support/peers.ts'

const rows = 1_000_000
const questions = 20_000
const reviewers = 2000

const generator = createGenerator(1, 'two-way')
const question = new Int32Array(rows)
const reviewer = new Int32Array(rows)
const outcome = new Float64Array(rows)
for (let row = 0; row < rows; row += 1) {
  question[row] = generator.integerBelow(questions)
  reviewer[row] = generator.integerBelow(reviewers)
  // Hard questions and strict reviewers make rows of one cluster alike.
  const lean = ((question[row] ?? 0) % 7) / 20 + ((reviewer[row] ?? 0) % 5) / 20
  const draw = generator.uniform()
  outcome[row] = draw < 0.25 + lean ? 1 : draw < 0.7 ? 0 : -1
}

compare({
  title: `two-way clustered win difference, ${rows} comparisons`,
  ours: {
    work: () => winDifference(outcome, question, reviewer),
    values: (found) =>
      [found.estimate, found.seQuestion, found.seReviewer, found.seTwoWay].map((x) => x ?? Number.NaN),
    runs: 9,
    warmUp: 5,
  },
  here: { 'plain loop': measure(plain, 3, 1), 'reading once': measure(readOnce) },
  columns: { question, reviewer, outcome },
  peers: {
    R: { aim: 20, start: (folder) => peerInR('two_way', folder, ['sandwich']) },
    numpy: { aim: 2, start: (folder) => peerInNumpy('two_way', folder) },
  },
  tolerance: 1e-9,
})

function plain(): number {
  const mean = outcome.reduce((sum, value) => sum + value, 0) / rows
  const byQuestion = new Float64Array(questions)
  const byReviewer = new Float64Array(reviewers)
  const byCell = new Map<number, number>()
  for (let row = 0; row < rows; row += 1) {
    const q = question[row] ?? 0
    const r = reviewer[row] ?? 0
    const residual = (outcome[row] ?? 0) - mean
    byQuestion[q] = (byQuestion[q] ?? 0) + residual
    byReviewer[r] = (byReviewer[r] ?? 0) + residual
    byCell.set(q * reviewers + r, (byCell.get(q * reviewers + r) ?? 0) + residual)
  }
  const variance = (sums: Iterable<number>, count: number): number => {
    let squares = 0
    for (const sum of sums) squares += sum * sum
    return ((count / (count - 1)) * squares) / (rows * rows)
  }
  const vq = variance(byQuestion, questions)
  const vr = variance(byReviewer, reviewers)
  return Math.sqrt(Math.max(vq + vr - variance(byCell.values(), byCell.size), vq, vr))
}

function readOnce(): number {
  let sum = 0
  for (let row = 0; row < rows; row += 1) {
    sum += (outcome[row] ?? 0) + (question[row] ?? 0) + (reviewer[row] ?? 0)
  }
  return sum
}

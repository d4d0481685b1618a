/**
 * Methods on 10,000,000 comparisons of 200,000 questions by 20,000 reviewers with twelve systems, in a process that
 * may use 1 GiB: win difference with two-way errors, cluster bootstrap with 1,000 resamples, Davidson's model with
 * clustered errors. Peer: reading the same columns once.
 */
import { clusterBootstrap } from '../src/statistics/bootstrap/cluster-bootstrap.ts'
import { davidsonClusteredCovariance } from '../src/statistics/preference/davidson-clustered-covariance.ts'
import { winDifference } from '../src/statistics/preference/win-difference.ts'
import { createGenerator } from '../src/statistics/random/generator.ts'
import { isChild, printPeak, startChild } from './support/limited-child.ts'
import { duration } from './support/measure.ts'

const rows = 10_000_000
const questions = 200_000
const reviewers = 20_000
const systems = 12

if (isChild) measureAll()
else startChild(import.meta.url)

function measureAll(): void {
  const generator = createGenerator(7, 'ten-million')
  const question = new Int32Array(rows)
  const reviewer = new Int32Array(rows)
  const slotA = new Int8Array(rows)
  const slotB = new Int8Array(rows)
  const outcome = new Int8Array(rows)
  for (let row = 0; row < rows; row += 1) {
    question[row] = generator.integerBelow(questions)
    reviewer[row] = generator.integerBelow(reviewers)
    const a = generator.integerBelow(systems)
    const b = (a + 1 + generator.integerBelow(systems - 1)) % systems
    slotA[row] = a
    slotB[row] = b
    outcome[row] = generator.integerBelow(20) < 2 + (b > a ? 1 : 0) ? 0 : generator.integerBelow(2) * 2 - 1
  }
  const read = timed('reading the columns once', () => {
    let sum = 0
    for (let row = 0; row < rows; row += 1) {
      sum += (question[row] ?? 0) + (reviewer[row] ?? 0) + (outcome[row] ?? 0)
    }
    return sum
  })
  timed('win difference, two-way', () => winDifference(outcome, question, reviewer).seTwoWay, read)
  timed(
    'cluster bootstrap, 1,000 resamples',
    () => {
      const numeratorSums = new Float64Array(questions)
      const denominatorSums = new Float64Array(questions)
      for (let row = 0; row < rows; row += 1) {
        const place = question[row] ?? 0
        numeratorSums[place] = (numeratorSums[place] ?? 0) + (outcome[row] ?? 0)
        denominatorSums[place] = (denominatorSums[place] ?? 0) + 1
      }
      const sums = { numeratorSums, denominatorSums, clusters: questions, statistics: 1 }
      return clusterBootstrap({ ...sums, resamples: 1000 })[0]?.se ?? null
    },
    read,
  )
  timed(
    'Davidson, counts, fit and clustered covariance',
    () => {
      const input = { systems, slotA, slotB, outcome, question, reviewer, position: true }
      return davidsonClusteredCovariance(input).se?.[0] ?? null
    },
    read,
  )
  printPeak()
}

function timed(name: string, work: () => number | null, reading: number | null = null): number {
  const started = performance.now()
  const found = work()
  const seconds = (performance.now() - started) / 1000
  const peak = process.resourceUsage().maxRSS / 1024
  process.stdout.write(
    `  ${name.padEnd(48)} ${duration(seconds).padStart(8)}${reading === null ? '' : `, ${(seconds / reading).toFixed(0)} times reading`}` +
      `; peak so far ${peak.toFixed(0)} MiB (result ${found?.toPrecision(6)})\n`,
  )
  return seconds
}

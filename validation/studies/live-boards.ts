import { normalCdf } from '../../src/statistics/distributions/normal.ts'
import { tQuantile } from '../../src/statistics/distributions/student-t.ts'
import type { Generator } from '../../src/statistics/random/generator.ts'
import { betabinomial } from '../../src/statistics/sequential/betabinomial.ts'
import { normalMixtureCs } from '../../src/statistics/sequential/normal-mixture-cs.ts'
import { logNormal } from '../designs/resample.ts'
import { happened } from '../outcome.ts'
import {
  contrast,
  defaultTrials,
  eachTrial,
  interval,
  type SimulatedDesign,
  type Study,
  test,
} from '../study.ts'

function drawVotes(n: number, p: number, tieShare: number, generator: Generator): Int8Array {
  return Int8Array.from({ length: n }, () => {
    const u = generator.uniform()
    if (u < tieShare) return 0
    return u < tieShare + p * (1 - tieShare) ? 1 : -1
  })
}

/** Whether a fixed-n z test of the decisive votes rejects p0 at any vote from the twentieth on. */
function peeking(votes: Int8Array, p0: number): boolean {
  let wins = 0
  let decisive = 0
  for (const vote of votes) {
    if (vote === 0) continue
    decisive += 1
    if (vote === 1) wins += 1
    const z = (wins - decisive * p0) / Math.sqrt(decisive * p0 * (1 - p0))
    if (decisive >= 20 && Math.abs(z) > 1.959964) return true
  }
  return false
}

function boardDesign(n: number, p: number): SimulatedDesign {
  return {
    id: `${n} ${p}`,
    words: `${n.toLocaleString('en-GB')} votes, true win rate ${100 * p}%`,
    trials: defaultTrials,
    tested: n === 1000 && p === 0.5 ? 300 : 0,
    prepare: eachTrial((generator) => {
      const outcomes = drawVotes(n, p, 0.2, generator)
      const ever = betabinomial({ outcomes, p0: p }).firstRejection !== null
      return [happened(ever), happened(peeking(outcomes, p))]
    }),
  }
}

export const betabinomialStudy: Study = {
  id: 'betabinomial',
  source: import.meta.url,
  method: 'seq.betabinomial',
  title: 'Live board of votes',
  setting:
    'An error is that the true win rate is ever rejected, after any vote; equivalently, that the confidence sequence ever leaves it out. 20% ' +
    'ties, independent votes. For contrast: a z test at every vote from the twentieth decisive one.',
  remark:
    'The 5% are for all time and the chance is spent slowly, so over any finite stream fewer errors are made. That is the price of ' +
    'watching, not a fault.',
  measures: [test('ever rejected'), contrast(test('z test at every vote'))],
  designs: [1000, 5000].flatMap((n) => [0.5, 0.6, 0.9].map((p) => boardDesign(n, p))),
}

type Scores = 'win differences' | 'skewed' | 'normal'

function drawScore(kind: Scores, generator: Generator): number {
  if (kind === 'normal') return generator.normal()
  if (kind === 'skewed') return logNormal(1, generator) - 1
  const u = normalCdf(generator.normal())
  return u < 0.4 ? -1 : u < 0.6 ? 0 : 1
}

function scoreDesign(kind: Scores, n: number): SimulatedDesign {
  const looks = Array.from({ length: n - 49 }, (_, place) => place + 50)
  return {
    id: `${kind} ${n}`,
    words: `${kind}, looks at every score from 50 to ${n.toLocaleString('en-GB')}`,
    trials: defaultTrials,
    tested: kind === 'win differences' && n === 500 ? 200 : 0,
    prepare: eachTrial((generator) => {
      const x = Float64Array.from({ length: n }, () => drawScore(kind, generator))
      const { cs } = normalMixtureCs({ x, at: looks })
      const ever = cs.some(({ lower, upper }) => lower !== null && upper !== null && (lower > 0 || upper < 0))
      return [ever ? 'error' : 'right', happened(peekingAtMeans(x))]
    }),
  }
}

/** Whether a t interval leaves out 0 at any score from 50 on. */
function peekingAtMeans(x: Float64Array): boolean {
  let sum = 0
  let squares = 0
  for (let n = 1; n <= x.length; n++) {
    sum += x[n - 1]!
    squares += x[n - 1]! * x[n - 1]!
    if (n < 50) continue
    const variance = (squares - (sum * sum) / n) / (n - 1)
    if (Math.abs(sum / n) > critical(n - 1) * Math.sqrt(variance / n)) return true
  }
  return false
}

const criticalValues = new Map<number, number>()

function critical(df: number): number {
  const known = criticalValues.get(df)
  if (known !== undefined) return known
  const value = tQuantile(0.975, df)
  criticalValues.set(df, value)
  return value
}

export const normalMixtureStudy: Study = {
  id: 'normal-mixture',
  source: import.meta.url,
  method: 'seq.normal_mixture_cs',
  title: 'Live board of scores',
  setting:
    'An error is that the sequence leaves out the true mean at any look. For contrast: a t interval at every score from 50 on.',
  remark:
    'As for votes, the 5% are for all time; the skewed scores (log-normal) show how far the approximation from 50 scores on reaches.',
  advice: 'For scores as skewed as costs begin to look later, or use the exact sequence for bounded scores.',
  measures: [interval('95% sequence, ever left'), contrast(test('t interval at every score'))],
  designs: (['win differences', 'normal', 'skewed'] as const).flatMap((kind) =>
    [500, 2000].map((n) => scoreDesign(kind, n)),
  ),
}

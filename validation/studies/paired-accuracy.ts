import { binomialDensity } from '../../src/statistics/distributions/binomial.ts'
import { pairedDifferenceIntervals } from '../../src/statistics/paired/diff-ci.ts'
import { mcnemar } from '../../src/statistics/paired/mcnemar.ts'
import type { PairedTable } from '../../src/statistics/paired/paired-table.ts'
import { tangoNoninferiority } from '../../src/statistics/paired/tango-noninferiority.ts'
import { signTest } from '../../src/statistics/preference/sign-test.ts'
import type { Generator } from '../../src/statistics/random/generator.ts'
import { covers, rejects } from '../outcome.ts'
import {
  contrast,
  type ExactDesign,
  eachTrial,
  interval,
  type SimulatedDesign,
  type Study,
  test,
} from '../study.ts'

const sizes = [50, 200, 500]

/** Chance of a rejection when the number of discordant questions is Binomial(n, discordance). */
function rejection(n: number, discordance: number, pOf: (b: number, c: number) => number): number {
  let total = 0
  for (let m = 1; m <= n; m++) {
    const weight = binomialDensity(m, n, discordance)
    if (weight < 1e-12) continue
    let rejected = 0
    for (let b = 0; b <= m; b++) if (pOf(b, m - b) < 0.05) rejected += binomialDensity(b, m, 0.5)
    total += weight * rejected
  }
  return total
}

function table(n: number, b: number, c: number): PairedTable {
  return { n11: n - b - c, n10: b, n01: c, n00: 0 }
}

function mcnemarDesign(n: number, discordance: number): ExactDesign {
  return {
    id: `${n} ${discordance}`,
    words: `${100 * discordance}% discordant`,
    group: `n = ${n}`,
    rates: () => [
      rejection(n, discordance, (b, c) => mcnemar(table(n, b, c)).midP),
      rejection(n, discordance, (b, c) => mcnemar(table(n, b, c)).exactP),
      rejection(n, discordance, (b, c) => mcnemar(table(n, b, c)).chi2P ?? 1),
    ],
  }
}

export const mcnemarStudy: Study = {
  id: 'mcnemar',
  source: import.meta.url,
  method: 'paired.mcnemar',
  title: 'Paired accuracy: the test',
  setting:
    'Exact rates: two systems of equal accuracy on the same n questions; only the share of discordant questions matters, 2% to 50%.',
  remark:
    'With few discordant questions (2% of 50 is one) no test can reject, whatever the data; that is lack of data, not of the test.',
  measures: [test('mid-p < 0.05'), contrast(test('exact p < 0.05')), contrast(test('chi-square p < 0.05'))],
  designs: sizes.flatMap((n) =>
    [0.02, 0.04, 0.06, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5].map((share) => mcnemarDesign(n, share)),
  ),
}

function signDesign(votes: number, tieShare: number): ExactDesign {
  return {
    id: `${votes} ${tieShare}`,
    words: `${100 * tieShare}% ties`,
    group: `${votes} votes`,
    rates: () => [
      rejection(votes, 1 - tieShare, (wins, losses) => signTest(wins, losses).midP),
      rejection(votes, 1 - tieShare, (wins, losses) => signTest(wins, losses).exactP),
    ],
  }
}

export const signTestStudy: Study = {
  id: 'sign-test',
  source: import.meta.url,
  method: 'pref.sign_test',
  title: 'Sign test of independent votes',
  setting: 'Exact rates: one vote per question, no preference in truth, ties dropped.',
  measures: [test('mid-p < 0.05'), contrast(test('exact p < 0.05'))],
  designs: [10, 20, 50, 100, 200, 500].flatMap((votes) =>
    [0, 0.1, 0.2, 0.35, 0.5].map((ties) => signDesign(votes, ties)),
  ),
}

interface Accuracies {
  readonly n: number
  readonly a: number
  readonly b: number
  /** Correlation of the two systems being right. */
  readonly correlation: number
}

/** A table of n questions with the given accuracies and correlation. */
function drawTable({ n, a, b, correlation }: Accuracies, generator: Generator): PairedTable {
  const both = a * b + correlation * Math.sqrt(a * (1 - a) * b * (1 - b))
  let [n11, n10, n01] = [0, 0, 0]
  for (let question = 0; question < n; question++) {
    const u = generator.uniform()
    if (u < both) n11 += 1
    else if (u < a) n10 += 1
    else if (u < a + b - both) n01 += 1
  }
  return { n11, n10, n01, n00: n - n11 - n10 - n01 }
}

const trials = 10_000
const accuracies = [
  [0.6, 0.6],
  [0.8, 0.8],
  [0.95, 0.95],
  [0.5, 0.6],
  [0.75, 0.85],
  [0.9, 0.95],
] as const
const correlations = [0, 0.3, 0.6]

function newcombeDesign(accuracy: Accuracies): SimulatedDesign {
  const { n, a, b, correlation } = accuracy
  return {
    id: `${n} ${a} ${b} ${correlation}`,
    words: `${100 * a}% and ${100 * b}%, correlation ${correlation}`,
    group: `n = ${n}`,
    trials,
    tested: n === 200 && correlation === 0.3 ? 300 : 0,
    prepare: eachTrial((generator) => {
      const drawn = drawTable(accuracy, generator)
      const all = pairedDifferenceIntervals(drawn)
      return [
        covers(all.newcombe, a - b),
        covers(pairedDifferenceIntervals(drawn, 0.9).newcombe, a - b),
        covers(all.tango, a - b),
        covers(all.wald, a - b),
      ]
    }),
  }
}

export const newcombe: Study = {
  id: 'newcombe',
  source: import.meta.url,
  method: 'paired.diff_ci',
  title: 'Paired accuracy: the interval',
  setting:
    'Two systems on the same n questions, equal or 5 to 10 points apart, correlation of being right 0 to 0.6; 10,000 trials each.',
  measures: [
    interval('95% Newcombe'),
    interval('90% Newcombe', 0.1),
    contrast(interval('95% Tango')),
    contrast(interval('95% Wald')),
  ],
  designs: sizes.flatMap((n) =>
    accuracies.flatMap(([a, b]) =>
      correlations.map((correlation) => newcombeDesign({ n, a, b, correlation })),
    ),
  ),
}

function tangoDesign(accuracy: Accuracies): SimulatedDesign {
  const { n, a, b, correlation } = accuracy
  return {
    id: `${n} ${a} ${b} ${correlation}`,
    words: `${100 * a}% and ${100 * b}%, correlation ${correlation}`,
    group: `n = ${n}`,
    trials,
    prepare: eachTrial((generator) => [
      rejects(tangoNoninferiority(drawTable(accuracy, generator), b - a).p, 0.025),
    ]),
  }
}

export const tango: Study = {
  id: 'tango',
  source: import.meta.url,
  method: 'paired.tango_noninferiority',
  title: 'Paired accuracy: non-inferiority at the margin',
  setting:
    'The first system is worse by exactly the margin of 2, 5 or 10 points; one-sided 2.5%; 10,000 trials each.',
  measures: [test('non-inferior', 0.025)],
  designs: sizes.flatMap((n) =>
    (
      [
        [0.5, 0.6],
        [0.75, 0.85],
        [0.8, 0.85],
        [0.9, 0.95],
        [0.88, 0.9],
        [0.95, 0.97],
      ] as const
    ).flatMap(([a, b]) => [0, 0.4].map((correlation) => tangoDesign({ n, a, b, correlation }))),
  ),
}

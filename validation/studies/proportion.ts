import { binomialDensity } from '../../src/statistics/distributions/binomial.ts'
import { normalQuantile } from '../../src/statistics/distributions/normal.ts'
import type { Interval } from '../../src/statistics/interval.ts'
import { proportionInterval } from '../../src/statistics/proportion/proportion-interval.ts'
import { contrast, type ExactDesign, interval, type Study } from '../study.ts'

type Method = (x: number, n: number) => Interval | null

const methods: readonly Method[] = [
  (x, n) => proportionInterval(x, n),
  (x, n) => proportionInterval(x, n, 0.9),
  (x, n) => proportionInterval(x, n, 0.95, 'clopper-pearson'),
  (x, n) => wald(x, n),
]

/** p +- 1.96 sqrt(p (1 - p)/n): of width 0 for no success. */
function wald(x: number, n: number): Interval {
  const p = x / n
  const half = normalQuantile(0.975) * Math.sqrt((p * (1 - p)) / n)
  return { lower: p - half, upper: p + half }
}

/** Chance that an interval of n trials misses p: a sum over all numbers of successes. */
function missRate(method: Method, n: number, p: number): number {
  let missed = 0
  for (let x = 0; x <= n; x++) {
    const ci = method(x, n)
    if (ci !== null && (ci.lower > p || ci.upper < p)) missed += binomialDensity(x, n, p)
  }
  return missed
}

function design(n: number, thousandths: number): ExactDesign {
  const p = thousandths / 1000
  return {
    id: `${n} ${thousandths}`,
    words: `p = ${p}`,
    group: `n = ${n}`,
    rates: () => methods.map((method) => missRate(method, n, p)),
  }
}

const grid = [
  5, 10, 20, 30, 50, 70, 100, 130, 170, 200, 250, 300, 350, 400, 450, 500, 600, 700, 800, 900, 950,
]
const nearOne = [970, 980, 990, 995]

export const proportion: Study = {
  id: 'proportion',
  source: import.meta.url,
  method: 'proportion.ci',
  title: 'One proportion',
  setting:
    'Exact coverage: for every n and every true p from 0.005 to 0.995 the chances of all numbers of successes are added up.',
  remark:
    "Wilson's interval holds on average and falls short for single values of p near 0 and 1, where Clopper and Pearson's never does; " +
    'for rare harms show the exact upper bound beside it.',
  advice:
    'This is the known price of an interval that is right on average: where p is near 0 or 1 and must be covered for certain, ' +
    'use Clopper-Pearson.',
  measures: [
    interval('95% Wilson'),
    interval('90% Wilson', 0.1),
    contrast(interval('95% Clopper-Pearson')),
    contrast(interval('95% Wald')),
  ],
  designs: [20, 50, 100, 200, 500, 1000].flatMap((n) =>
    [...grid, ...nearOne].map((thousandths) => design(n, thousandths)),
  ),
}

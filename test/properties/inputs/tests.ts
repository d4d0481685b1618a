import fc from 'fast-check'
import { level, list, orMissing, quarters, table, whole } from './primitives.ts'

const fourfold = { n11: whole(0, 30), n10: whole(0, 15), n01: whole(0, 15), n00: whole(0, 30) }
const p = whole(1, 100).map((hundredths) => hundredths / 100)
const score = whole(-4, 4).map((value) => value / 4)

export const testInputs = {
  'proportion.ci': fc
    .record({ x: whole(0, 30), others: whole(0, 30), level })
    .map(({ x, others, level: share }) => ({ x, n: x + others, level: share })),
  'paired.mcnemar': fc.record(fourfold),
  'paired.diff_ci': fc.record({ ...fourfold, level }),
  'paired.tango_noninferiority': fc.record({ ...fourfold, margin: fc.constantFrom(0.05, 0.1) }),
  'paired.cochran_q': fc.record({ x: table(orMissing(whole(0, 1)), [1, 15], [2, 4]) }),
  'rank.friedman': fc.record({ x: table(orMissing(whole(1, 4)), [1, 10], [2, 4]) }),
  'rank.wilcoxon_signed': fc.record({ d: list(orMissing(whole(-3, 3)), 1, 20) }),
  'mult.adjust': fc.record({ p: list(orMissing(p), 1, 10) }),
  'mult.gatekeeping': fc.record({ families: list(list(orMissing(p), 0, 4), 1, 4) }),
  'seq.alpha_spending': fc.record({
    type: fc.constantFrom('obf', 'pocock', 'linear'),
    alpha: fc.constantFrom(0.01, 0.05),
    information: fc.constantFrom([1], [0.5, 1], [0.25, 0.5, 0.75, 1]),
  }),
  'seq.betabinomial': fc.record({ outcomes: list(orMissing(whole(-1, 1)), 1, 40), p0: fc.constant(0.5) }),
  'seq.normal_mixture_cs': fc.record({ x: list(orMissing(score), 10, 40), at: fc.constant([1, 5]) }),
  'seq.empirical_bernstein_cs': fc.record({
    x: list(orMissing(score), 10, 40),
    at: fc.constant([1, 5]),
    range: fc.constant([-1, 1]),
  }),
  'stat.quantile': fc.record({
    x: list(orMissing(quarters(-5, 5)), 1, 20),
    probs: list(
      whole(0, 20).map((value) => value / 20),
      1,
      5,
    ),
  }),
  'dist.functions': fc.oneof(
    fc.record({ fn: fc.constantFrom('pnorm', 'upnorm', 'dnorm', 'erfc'), args: fc.tuple(quarters(-8, 8)) }),
    fc.record({ fn: fc.constantFrom('pt', 'upt'), args: fc.tuple(quarters(-8, 8), whole(1, 30)) }),
    fc.record({ fn: fc.constantFrom('pchisq', 'upchisq'), args: fc.tuple(quarters(0, 30), whole(1, 30)) }),
    fc.record({ fn: fc.constantFrom('pbeta', 'qbeta'), args: fc.tuple(p, whole(1, 30), whole(1, 30)) }),
  ),
}

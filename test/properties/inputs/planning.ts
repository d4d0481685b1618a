import fc from 'fast-check'
import { level, list, orMissing, quarters, whole } from './primitives.ts'

const se = fc.constantFrom(0, 0.05, 0.2, 0.5)
const estimate = orMissing(quarters(-1, 1))
const df = fc.constantFrom(null, 3, 11.5)

const design = {
  nQuestions: whole(1, 40),
  nReviewers: whole(1, 12),
  ratingsPerAnswer: fc.constant(1),
  sdQS: quarters(0, 1),
  sdRS: quarters(0, 1),
  sdE: quarters(0, 1),
  delta: quarters(-1, 1),
}

const mix = fc.record({ dosing: whole(0, 20), diagnosis: whole(0, 20), treatment: whole(0, 20) })

const counts = { n11: whole(0, 30), n10: whole(0, 9), n01: whole(0, 9), n00: whole(0, 30) }
const variance = fc.constantFrom(0.01, 0.04, 0.25, 1)

export const planningInputs = {
  'equiv.tost': fc.record({
    estimate,
    se: orMissing(se),
    low: fc.constant(-0.25),
    high: fc.constant(0.5),
    df,
  }),
  'equiv.win_rate_claim': fc.record({
    winRate: whole(0, 20).map((value) => value / 20),
    n: orMissing(whole(1, 500)),
    margin: fc.constantFrom(0.05, 0.1),
    designEffect: fc.constantFrom(1, 1.5),
  }),
  'equiv.sample_size': fc.record({
    margin: fc.constantFrom(0.25, 0.5, 1),
    sd: fc.constantFrom(0.5, 1, 2),
    trueDifference: quarters(-1, 1),
    designEffect: fc.constantFrom(1, 1.5),
  }),
  'decision.classify': fc.record({ estimate, se: orMissing(se), margin: fc.constantFrom(0.25, 0.5), df }),
  'power.two_way': fc.record(design),
  'power.simulate': fc.record({ ...design, trials: fc.constant(40), seed: fc.nat() }),
  'meta.convert': fc.oneof(
    fc.record({
      kind: fc.constant('win_rate'),
      wins: whole(0, 40),
      ties: whole(0, 10),
      losses: whole(0, 40),
    }),
    fc.record({ kind: fc.constant('win_difference'), difference: quarters(-1, 1), variance }),
    fc.record({ kind: fc.constant('paired_accuracy'), ...counts }),
    fc.record({ kind: fc.constant('smd'), d: quarters(-2, 2), varD: variance }),
    fc.record({ kind: fc.constant('ci'), lower: quarters(-2, 0), upper: quarters(0, 2) }),
    fc
      .record({ x1: whole(0, 20), more1: whole(0, 20), x2: whole(0, 20), more2: whole(0, 20) })
      .map(({ x1, more1, x2, more2 }) => ({
        kind: 'independent_accuracy',
        x1,
        n1: x1 + more1,
        x2,
        n2: x2 + more2,
      })),
  ),
  'meta.random_effects': list(fc.record({ y: orMissing(quarters(-2, 2)), v: variance }), 1, 8).map(
    (studies) => ({ yi: studies.map(({ y }) => y), vi: studies.map(({ v }) => v), level: 0.95 }),
  ),
  'shift.coverage': fc.record({ benchmark: mix, practice: mix }),
  'shift.coverage_ci': fc.record({
    benchmark: mix,
    practice: mix,
    practiceFixed: fc.boolean(),
    B: fc.constant(200),
    seed: fc.nat(),
    level,
  }),
  'shift.kish_ess': fc.record({ weights: list(orMissing(whole(0, 9)), 1, 10) }),
  'shift.poststratify': list(
    fc.record({
      weight: whole(1, 9),
      n: whole(0, 9),
      mean: orMissing(quarters(-1, 1)),
      variance: orMissing(variance),
    }),
    1,
    5,
  ).map((strata) => ({
    weights: strata.map(({ weight }) => weight),
    n: strata.map(({ n }) => n),
    mean: strata.map(({ mean }) => mean),
    variance: strata.map((stratum) => stratum.variance),
    range: [-1, 1] as const,
  })),
  'econ.breakeven': fc.record({
    fixedPerMonth: whole(0, 40),
    selfPerAnswer: whole(0, 8).map((cents) => cents / 100),
    apiPerAnswer: whole(0, 20).map((cents) => cents / 100),
    capacityPerUnit: orMissing(whole(100, 1000)),
  }),
  'econ.cost_per_answer': fc.record({
    answers: list(
      fc.record({
        inputTokens: orMissing(whole(0, 9000)),
        outputTokens: orMissing(whole(0, 3000)),
        cachedTokens: fc.constant(0),
        searches: whole(0, 3),
      }),
      1,
      12,
    ),
    prices: fc.constant({ inputPerMTok: 2, outputPerMTok: 8, cachedPerMTok: 0.5, perSearch: 0.01 }),
    level,
  }),
  'econ.nmb': fc.record({
    deltaQuality: orMissing(quarters(-1, 1)),
    deltaCost: orMissing(quarters(-1, 1)),
    varQuality: variance,
    varCost: variance,
    cov: fc.constantFrom(-0.005, 0, 0.005),
    lambda: fc.constant([0, 0.5, 2]),
    level,
  }),
  'econ.pareto': list(fc.record({ cost: orMissing(whole(0, 9)), quality: orMissing(whole(0, 9)) }), 1, 6).map(
    (priced) => ({ systems: priced.map((system, place) => ({ name: `system ${place}`, ...system })) }),
  ),
  'econ.tornado': fc.record({
    base: fc.record({
      volume: whole(1, 9000),
      apiPerAnswer: quarters(0, 2),
      selfPerAnswer: quarters(0, 2),
      fixedPerMonth: whole(0, 900),
    }),
    ranges: fc.record({
      volume: fc.tuple(whole(1, 900), whole(900, 9000)),
      apiPerAnswer: fc.tuple(quarters(0, 1), quarters(1, 2)),
      fixedPerMonth: fc.tuple(whole(0, 100), orMissing(whole(100, 900))),
    }),
  }),
}

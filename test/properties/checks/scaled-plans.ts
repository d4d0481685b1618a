import { inputs } from '../inputs/inputs.ts'
import { allOf, becomes, type Check, unchanged } from '../support/check.ts'
import { factor, moved, scaled, up, wider } from '../support/moved.ts'
import { both, eachPart, without, withParts } from '../support/results.ts'

const movedModel = withParts({
  estimate: up,
  ci: up,
  pi: up,
  hk: withParts({ ci: up }),
  hkAdHoc: withParts({ ci: up }),
})
/** A test of a mean of 0 asks something else of marks that have been moved. */
const untested = without('p')

function untestedModel(part: unknown): unknown {
  return both(untested, withParts({ hk: untested, hkAdHoc: untested }))(part)
}

function scaledDesign<Design extends Readonly<Record<'sdQS' | 'sdRS' | 'sdE' | 'delta', number>>>(
  design: Design,
) {
  return {
    ...design,
    sdQS: design.sdQS * factor,
    sdRS: design.sdRS * factor,
    sdE: design.sdE * factor,
    delta: design.delta * factor,
  }
}

/** Of estimates, plans, strata and money: a constant added or other units change only what carries the unit. */
export const scaledPlans: Readonly<Record<string, Check>> = {
  'equiv.tost': becomes(
    inputs['equiv.tost'],
    (input) => ({
      ...input,
      estimate: scaled(input.estimate),
      se: scaled(input.se),
      low: input.low * factor,
      high: input.high * factor,
    }),
    withParts({ ci: wider }),
  ),
  'decision.classify': becomes(
    inputs['decision.classify'],
    (input) => ({
      ...input,
      estimate: scaled(input.estimate),
      se: scaled(input.se),
      margin: input.margin * factor,
    }),
    withParts({ ci95: wider, ci90: wider }),
  ),
  'equiv.sample_size': unchanged(inputs['equiv.sample_size'], (input) => ({
    ...input,
    margin: input.margin * factor,
    sd: input.sd * factor,
    trueDifference: input.trueDifference * factor,
  })),
  'power.two_way': becomes(
    inputs['power.two_way'],
    scaledDesign,
    withParts({ se: wider, mde80: wider, mde90: wider }),
    { tolerance: 1e-7, runs: 5 },
  ),
  'power.simulate': unchanged(inputs['power.simulate'], scaledDesign),
  'meta.random_effects': becomes(
    inputs['meta.random_effects'],
    (input) => ({ ...input, yi: input.yi.map(moved) }),
    both(
      without('studyIntervals', 'range'),
      withParts(
        Object.fromEntries(
          ['fixed', 'dl', 'pm', 'reml'].map((model) => [model, both(movedModel, untestedModel)]),
        ),
      ),
    ),
    { tolerance: 1e-7 },
  ),
  'shift.kish_ess': unchanged(inputs['shift.kish_ess'], ({ weights }) => ({
    weights: weights.map(scaled),
  })),
  'shift.coverage': unchanged(inputs['shift.coverage'], ({ benchmark, practice }) => ({
    benchmark: Object.fromEntries(Object.entries(benchmark).map(([key, count]) => [key, scaled(count)])),
    practice,
  })),
  'shift.poststratify': allOf(
    unchanged(inputs['shift.poststratify'], (input) => ({ ...input, weights: input.weights.map(scaled) })),
    becomes(
      inputs['shift.poststratify'],
      (input) => ({ ...input, mean: input.mean.map(moved), range: input.range.map(moved) }),
      withParts({ estimate: up, ci: up, unweighted: up, bounds: up }),
    ),
  ),
  'econ.cost_per_answer': becomes(
    inputs['econ.cost_per_answer'],
    (input) => ({
      ...input,
      prices: Object.fromEntries(Object.entries(input.prices).map(([key, price]) => [key, price * factor])),
    }),
    withParts({ costs: wider, mean: wider, se: wider, ci: wider, per1000: wider }),
  ),
  'econ.breakeven': unchanged(inputs['econ.breakeven'], (input) => ({
    ...input,
    fixedPerMonth: input.fixedPerMonth * factor,
    selfPerAnswer: input.selfPerAnswer * factor,
    apiPerAnswer: input.apiPerAnswer * factor,
  })),
  'econ.nmb': becomes(
    inputs['econ.nmb'],
    (input) => ({
      ...input,
      deltaCost: scaled(input.deltaCost),
      varCost: input.varCost * factor * factor,
      cov: input.cov * factor,
      lambda: input.lambda.map(scaled),
    }),
    withParts({
      results: eachPart(withParts({ lambda: wider, inb: wider, se: wider, ci: wider })),
      icer: wider,
    }),
  ),
  'econ.pareto': becomes(
    inputs['econ.pareto'],
    ({ systems }) => ({ systems: systems.map((system) => ({ ...system, cost: scaled(system.cost) })) }),
    withParts({ icers: wider }),
  ),
  'econ.tornado': becomes(
    inputs['econ.tornado'],
    ({ base, ranges }) => ({
      base: {
        ...base,
        apiPerAnswer: base.apiPerAnswer * factor,
        selfPerAnswer: base.selfPerAnswer * factor,
        fixedPerMonth: base.fixedPerMonth * factor,
      },
      ranges: {
        ...ranges,
        apiPerAnswer: ranges.apiPerAnswer.map(scaled),
        fixedPerMonth: ranges.fixedPerMonth.map(scaled),
      },
    }),
    withParts({ base: wider, bars: eachPart(withParts({ atLow: wider, atHigh: wider, swing: wider })) }),
  ),
}

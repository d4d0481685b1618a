import { inputs } from '../inputs/inputs.ts'
import { becomes, type Check, unchanged } from '../support/check.ts'
import { exchangedReport, opposite, otherVerdict } from '../support/opposites.ts'
import {
  both,
  complement,
  eachPart,
  exchanged,
  mirrored,
  negated,
  turnedOver,
  without,
  withParts,
} from '../support/results.ts'

const mirroredInference = withParts({ ci: mirrored })
const mirroredModel = withParts({
  estimate: negated,
  ci: mirrored,
  hk: mirroredInference,
  hkAdHoc: mirroredInference,
  pi: mirrored,
})
const mirroredLook = both(
  exchanged('lower', 'upper'),
  withParts({ mean: negated, center: negated, lower: negated, upper: negated }),
)

/** Of estimates, plans and streams: exchanging two systems turns differences round and leaves p as it is. */
export const swappedDecisions: Readonly<Record<string, Check>> = {
  'equiv.tost': becomes(
    inputs['equiv.tost'],
    (input) => ({ ...input, estimate: opposite(input.estimate), low: -input.high, high: -input.low }),
    both(exchanged('pLower', 'pUpper'), withParts({ ci: mirrored }), without('pSuperiority')),
  ),
  'equiv.win_rate_claim': becomes(
    inputs['equiv.win_rate_claim'],
    (input) => ({ ...input, winRate: 1 - input.winRate }),
    withParts({ ci90: turnedOver(complement), ci95: turnedOver(complement) }),
  ),
  'equiv.sample_size': unchanged(inputs['equiv.sample_size'], (input) => ({
    ...input,
    trueDifference: -input.trueDifference,
  })),
  'decision.classify': becomes(
    inputs['decision.classify'],
    (input) => ({ ...input, estimate: opposite(input.estimate) }),
    withParts({ verdict: otherVerdict, ci95: mirrored, ci90: mirrored }),
  ),
  'power.two_way': unchanged(inputs['power.two_way'], (input) => ({ ...input, delta: -input.delta }), {
    runs: 5,
  }),
  'meta.random_effects': becomes(
    inputs['meta.random_effects'],
    (input) => ({ ...input, yi: input.yi.map(opposite) }),
    both(
      without('studyIntervals', 'range'),
      withParts({ fixed: mirroredModel, dl: mirroredModel, pm: mirroredModel, reml: mirroredModel }),
    ),
    { tolerance: 1e-7 },
  ),
  'meta.convert': becomes(
    inputs['meta.convert'],
    exchangedReport,
    withParts({
      winRate: complement,
      logOdds: negated,
      logOR: negated,
      riskDifference: negated,
      conditionalLogOR: negated,
      marginalLogOR: negated,
      estimate: negated,
    }),
  ),
  'econ.nmb': becomes(
    inputs['econ.nmb'],
    (input) => ({
      ...input,
      deltaQuality: opposite(input.deltaQuality),
      deltaCost: opposite(input.deltaCost),
    }),
    withParts({
      results: eachPart(withParts({ inb: negated, ci: mirrored, probCostEffective: complement })),
    }),
  ),
  'seq.betabinomial': becomes(
    inputs['seq.betabinomial'],
    (input) => ({ ...input, outcomes: input.outcomes.map(opposite) }),
    both(exchanged('wins', 'losses'), withParts({ cs: turnedOver(complement) })),
  ),
  'seq.normal_mixture_cs': becomes(
    inputs['seq.normal_mixture_cs'],
    (input) => ({ ...input, x: input.x.map(opposite) }),
    withParts({ cs: eachPart(mirroredLook) }),
  ),
  'seq.empirical_bernstein_cs': becomes(
    inputs['seq.empirical_bernstein_cs'],
    (input) => ({ ...input, x: input.x.map(opposite) }),
    withParts({ cs: eachPart(mirroredLook) }),
  ),
  'shift.poststratify': becomes(
    inputs['shift.poststratify'],
    (input) => ({ ...input, mean: input.mean.map(opposite) }),
    withParts({ estimate: negated, ci: mirrored, unweighted: negated, bounds: mirrored }),
  ),
  'proportion.ci': becomes(
    inputs['proportion.ci'],
    (input) => ({ ...input, x: input.n - input.x }),
    withParts({
      estimate: complement,
      wilson: turnedOver(complement),
      clopperPearson: turnedOver(complement),
    }),
  ),
  'stat.quantile': becomes(
    inputs['stat.quantile'],
    ({ x, probs }) => ({ x: x.map(opposite), probs: probs.map((probability) => 1 - probability) }),
    negated,
  ),
}

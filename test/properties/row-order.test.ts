import { reorderedDecisions } from './checks/decisions-of-arms.ts'
import { inputs } from './inputs/inputs.ts'
import { becomes, describeProperty, unchanged } from './support/check.ts'
import { both, eachPart, only, permuted, without, withParts } from './support/results.ts'
import { drawnOrder, shuffled } from './support/shuffled.ts'

interface Marks {
  readonly x: readonly unknown[]
}

function otherItems<Input extends Marks>(input: Input, seed: number): Input {
  return { ...input, x: shuffled(input.x, seed) }
}

function otherRatings<Input extends { readonly ratings: readonly unknown[] }>(input: Input, seed: number) {
  // The systems in a given order: without one, the first row would name the reference.
  return { ...input, systems: ['llm', 'search', 'tool'], ratings: shuffled(input.ratings, seed) }
}

const inGivenOrder = <Input extends object>(input: Input) => ({
  ...input,
  systems: ['llm', 'search', 'tool'],
})

function otherCounts<Input extends { readonly counts: readonly unknown[] }>(input: Input, seed: number) {
  return { ...input, counts: shuffled(input.counts, seed) }
}

function otherRows<Input extends { readonly rows: readonly unknown[] }>(input: Input, seed: number) {
  return { ...input, rows: shuffled(input.rows, seed) }
}

/** Every list of the input in the same new order. */
function columnsInOrder<Input extends Readonly<Record<Key, readonly unknown[]>>, Key extends string>(
  ...keys: readonly Key[]
) {
  return (input: Input, seed: number) => ({
    ...input,
    ...Object.fromEntries(keys.map((key) => [key, shuffled(input[key], seed)])),
  })
}

/** Which cluster a draw takes hangs on the numbering of clusters; what is not drawn must stay. */
const notDrawn = only('n', 'estimate', 'clusters', 'nQuestions', 'nReviewers')

/** Arms draw their errors in the order in which they stand. */
const knownErrors = only('reliabilityX', 'reliabilityY', 'corrected')

describeProperty(
  'the order of the rows does not matter',
  {
    'assisted.risk_difference': reorderedDecisions,
    'shift.arm_correlation': unchanged(inputs['shift.arm_correlation'], columnsInOrder('x', 'y')),
    'shift.measurement_error': becomes(
      inputs['shift.measurement_error'],
      columnsInOrder('x', 'y', 'seX', 'seY'),
      knownErrors,
    ),
    'agree.krippendorff': unchanged(inputs['agree.krippendorff'], otherItems),
    'agree.gwet': unchanged(inputs['agree.gwet'], otherItems),
    'agree.cohen': unchanged(inputs['agree.cohen'], columnsInOrder('a', 'b')),
    'agree.fleiss': unchanged(inputs['agree.fleiss'], otherItems),
    'agree.icc': unchanged(inputs['agree.icc'], otherItems),
    'blind.bang': unchanged(inputs['blind.bang'], otherRows),
    'blind.james': unchanged(inputs['blind.james'], otherRows),
    'blind.guess_chance': unchanged(inputs['blind.guess_chance'], otherRows),
    'blind.auc': unchanged(inputs['blind.auc'], columnsInOrder('scores', 'positive', 'clusters')),
    'blind.style_classifier': unchanged(inputs['blind.style_classifier'], otherRows),
    'blind.independence': unchanged(
      inputs['blind.independence'].map((input) => ({ ...input, strata: input.a.map((_, row) => row % 3) })),
      columnsInOrder('a', 'b', 'strata'),
    ),
    'judge.agreement': unchanged(inputs['judge.agreement'], columnsInOrder('judge', 'humans')),
    'judge.vs_reviewers': unchanged(inputs['judge.vs_reviewers'], columnsInOrder('judge', 'ratings')),
    'rubric.item_score': unchanged(inputs['rubric.item_score'], ({ rubrics }, seed) => ({
      rubrics: shuffled(rubrics, seed),
    })),
    'rubric.aggregate': unchanged(inputs['rubric.aggregate'], ({ examples }, seed) => ({
      examples: shuffled(examples, seed).map((example) => ({
        ...example,
        rubrics: shuffled(example.rubrics, seed),
      })),
    })),
    'rubric.worst_at_k': unchanged(inputs['rubric.worst_at_k'], ({ scores, k }, seed) => ({
      scores: shuffled(scores, seed).map((answers) => shuffled(answers, seed)),
      k,
    })),
    'calib.brier': unchanged(inputs['calib.brier'], columnsInOrder('p', 'y')),
    'calib.ece': unchanged(inputs['calib.ece'], columnsInOrder('p', 'y')),
    'calib.risk_coverage': unchanged(inputs['calib.risk_coverage'], columnsInOrder('confidence', 'correct')),
    'crossed.paired_difference': unchanged(inputs['crossed.paired_difference'], (input, seed) => ({
      ...input,
      ratings: shuffled(input.ratings, seed),
    })),
    'crossed.factorial': unchanged(inputs['crossed.factorial'], (input, seed) => ({
      ...input,
      marks: shuffled(input.marks, seed),
    })),
    'crossed.anova_components': unchanged(inputs['crossed.anova_components'], ({ y }, seed) => ({
      y: shuffled(y, seed),
    })),
    'crossed.lmm': unchanged(inputs['crossed.lmm'].map(inGivenOrder), otherRatings, {
      tolerance: 1e-5,
      runs: 6,
    }),
    'crossed.glmm': unchanged(inputs['crossed.glmm'].map(inGivenOrder), otherRatings, {
      tolerance: 1e-4,
      runs: 6,
    }),
    'crossed.clmm': unchanged(inputs['crossed.clmm'].map(inGivenOrder), otherRatings, {
      tolerance: 1e-4,
      runs: 6,
    }),
    'boot.cluster': becomes(inputs['boot.cluster'], columnsInOrder('values', 'clusters'), notDrawn),
    'boot.pigeonhole': becomes(inputs['boot.pigeonhole'], columnsInOrder('values', 'q', 'r'), notDrawn),
    'boot.intervals': unchanged(inputs['boot.intervals'], (input, seed) => ({
      ...input,
      replicates: shuffled(input.replicates, seed),
      jackknife: shuffled(input.jackknife, seed),
    })),
    'ppi.mean': unchanged(inputs['ppi.mean'], (input, seed) => ({
      ...columnsInOrder('y', 'f')(input, seed),
      fUnlabeled: shuffled(input.fUnlabeled, seed),
    })),
    'ppi.cluster': unchanged(inputs['ppi.cluster'], (input, seed) => ({
      ...columnsInOrder('y', 'f', 'clusters')(input, seed),
      fUnlabeled: shuffled(input.fUnlabeled, seed),
      clustersUnlabeled: shuffled(input.clustersUnlabeled, seed),
    })),
    'pref.win_difference': unchanged(inputs['pref.win_difference'], (input, seed) => ({
      ...input,
      comparisons: shuffled(input.comparisons, seed),
    })),
    'pref.cluster_signflip': unchanged(inputs['pref.cluster_signflip'], columnsInOrder('values', 'clusters')),
    'pref.bradley_terry': unchanged(inputs['pref.bradley_terry'], otherCounts, { tolerance: 1e-6 }),
    'pref.davidson': unchanged(inputs['pref.davidson'], otherCounts, { tolerance: 1e-6 }),
    'pref.davidson_covariates': unchanged(inputs['pref.davidson_covariates'], otherRows, {
      tolerance: 1e-6,
    }),
    'pref.bt_style': unchanged(inputs['pref.bt_style'], otherRows, { tolerance: 1e-6 }),
    'pref.style_difference': becomes(
      inputs['pref.style_difference'],
      ({ pairs }, seed) => ({ pairs: shuffled(pairs, seed) }),
      (before, { pairs }, seed) => withParts({ values: permuted(drawnOrder(pairs.length, seed)) })(before),
    ),
    'pref.position_bias': unchanged(inputs['pref.position_bias'], (input, seed) => ({
      ...input,
      swapped: shuffled(input.swapped, seed),
    })),
    'paired.cochran_q': unchanged(inputs['paired.cochran_q'], otherItems),
    'rank.friedman': unchanged(inputs['rank.friedman'], otherItems),
    'rank.wilcoxon_signed': unchanged(inputs['rank.wilcoxon_signed'], ({ d }, seed) => ({
      d: shuffled(d, seed),
    })),
    'mult.adjust': becomes(
      inputs['mult.adjust'],
      ({ p }, seed) => ({ p: shuffled(p, seed) }),
      (before, { p }, seed) => eachPart(permuted(drawnOrder(p.length, seed)))(before),
    ),
    'mult.gatekeeping': becomes(
      inputs['mult.gatekeeping'],
      ({ families }) => ({ families: families.map((family) => family.toReversed()) }),
      withParts({ families: eachPart(withParts({ adjustedP: reversedList, rejected: reversedList })) }),
    ),
    'meta.random_effects': becomes(
      inputs['meta.random_effects'],
      columnsInOrder('yi', 'vi'),
      both(
        without('used', 'studyIntervals'),
        withParts(
          Object.fromEntries(['fixed', 'dl', 'pm', 'reml'].map((model) => [model, without('weights')])),
        ),
      ),
      { tolerance: 1e-7 },
    ),
    'shift.kish_ess': unchanged(inputs['shift.kish_ess'], columnsInOrder('weights')),
    'shift.poststratify': unchanged(
      inputs['shift.poststratify'],
      columnsInOrder('weights', 'n', 'mean', 'variance'),
    ),
    'econ.cost_per_answer': becomes(
      inputs['econ.cost_per_answer'],
      (input, seed) => ({ ...input, answers: shuffled(input.answers, seed) }),
      (before, { answers }, seed) => withParts({ costs: permuted(drawnOrder(answers.length, seed)) })(before),
    ),
    'econ.nmb': becomes(
      inputs['econ.nmb'],
      (input) => ({ ...input, lambda: input.lambda.toReversed() }),
      withParts({ results: reversedList }),
    ),
    'econ.pareto': becomes(
      inputs['econ.pareto'].map(({ systems }) => ({ systems: withDistinctCosts(systems) })),
      ({ systems }, seed) => ({ systems: shuffled(systems, seed) }),
      (before, { systems }, seed) =>
        withParts({ frontier: inNewOrder(shuffled(systems, seed).map(({ name }) => name)) })(before),
    ),
    'stat.quantile': unchanged(inputs['stat.quantile'], otherItems),
  },
  {
    'takes no rows': [
      'assisted.two_by_two',
      'calib.abstention',
      'decision.classify',
      'dist.functions',
      'econ.breakeven',
      'econ.tornado',
      'equiv.sample_size',
      'equiv.tost',
      'equiv.win_rate_claim',
      'meta.convert',
      'paired.diff_ci',
      'paired.mcnemar',
      'paired.tango_noninferiority',
      'power.simulate',
      'power.two_way',
      'pref.sign_test',
      'proportion.ci',
      'seq.alpha_spending',
      'shift.coverage',
      'shift.coverage_ci',
    ],
    'the order is that of time': ['seq.betabinomial', 'seq.empirical_bernstein_cs', 'seq.normal_mixture_cs'],
    'systems, see relabelled.test.ts': ['pref.prob_best', 'pref.rank_sets'],
  },
)

/** The systems on the frontier stand in the order of the input. */
function inNewOrder(names: readonly string[]) {
  return (part: unknown) =>
    Array.isArray(part) ? names.filter((name) => part.some((kept) => kept === name)) : part
}

function reversedList(part: unknown): unknown {
  return Array.isArray(part) ? part.toReversed() : part
}

/** Systems that cost the same stand in the order in which they were named. */
function withDistinctCosts<System extends { readonly cost: number | null }>(systems: readonly System[]) {
  return systems.map((system, place) => ({
    ...system,
    cost: system.cost === null ? null : system.cost + place / 100,
  }))
}

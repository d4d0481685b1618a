import { missingDecisions } from './checks/decisions-of-arms.ts'
import { inputs } from './inputs/inputs.ts'
import { becomes, describeProperty, unchanged } from './support/check.ts'
import { both, type Change, eachPart, without, withParts } from './support/results.ts'
import { interspersed } from './support/shuffled.ts'

/** An item that nobody marked, and a rater who marked nothing. */
function unmarked<Input extends { readonly x: readonly (readonly unknown[])[] }>(input: Input, seed: number) {
  const width = input.x[0]?.length ?? 0
  const items = interspersed(input.x, () => new Array<null>(width).fill(null), seed)
  return { ...input, x: items.map((marks) => [...marks, null]) }
}

/** Rows of which one mark is missing. */
function incomplete<Input extends { readonly x: readonly (readonly (number | null)[])[] }>(
  input: Input,
  seed: number,
) {
  const width = input.x[0]?.length ?? 0
  const row = Array.from({ length: width }, (_, place) => (place === 0 ? null : 1))
  return { ...input, x: interspersed(input.x, () => row, seed) }
}

function withUnmarkedRatings<Input extends { readonly ratings: readonly object[] }>(
  input: Input,
  seed: number,
) {
  const extra = (place: number) => ({ q: `unmarked ${place}`, r: `r${place % 9}`, s: 'llm', y: null })
  return { ...input, ratings: interspersed(input.ratings, extra, seed) }
}

const inGivenOrder = <Input extends object>(input: Input) => ({
  ...input,
  systems: ['llm', 'search', 'tool'],
})

function withUnmarkedRows<Input extends { readonly rows: readonly object[] }>(input: Input, seed: number) {
  const extra = (place: number) => ({
    q: `unmarked ${place}`,
    r: 'r9',
    a: 'llm',
    b: 'tool',
    ...(place % 2 === 0 ? { x: [null], outcome: 'a' } : { x: [5], outcome: null }),
  })
  return { ...input, rows: interspersed(input.rows, extra, seed) }
}

/** Rows in which one value is missing, among those of the named columns. */
function withRows(missing: Readonly<Record<string, readonly unknown[]>>) {
  return (input: Readonly<Record<string, unknown>>, seed: number) => ({
    ...input,
    ...Object.fromEntries(
      Object.entries(missing).map(([key, values]) => {
        const column: unknown = input[key]
        const given: unknown[] = Array.isArray(column) ? column : []
        return [key, interspersed(given, (place) => values[place % values.length], seed)]
      }),
    ),
  })
}

/** A reviewer who was not asked for a guess. */
const unasked = { arm: 'llm', guess: null, q: 'unmarked', r: 'r9' }

const withNullLast: Change = (part) => (Array.isArray(part) ? [...part, null] : part)
const uncounted = without('nDropped', 'dropped')

describeProperty(
  'missing marks change nothing but the number dropped',
  {
    'assisted.risk_difference': missingDecisions,
    'agree.krippendorff': unchanged(inputs['agree.krippendorff'], unmarked),
    'agree.gwet': unchanged(inputs['agree.gwet'], unmarked),
    'agree.cohen': unchanged(inputs['agree.cohen'], withRows({ a: [null, 1], b: [2, null] })),
    'agree.fleiss': unchanged(inputs['agree.fleiss'], unmarked),
    'agree.icc': unchanged(inputs['agree.icc'], incomplete),
    'blind.bang': unchanged(inputs['blind.bang'], withRows({ rows: [unasked] })),
    'blind.james': unchanged(inputs['blind.james'], withRows({ rows: [unasked] })),
    'blind.guess_chance': unchanged(inputs['blind.guess_chance'], withRows({ rows: [unasked] })),
    'blind.auc': unchanged(
      inputs['blind.auc'],
      withRows({ scores: [null, 0.5], positive: [true, null], clusters: ['unmarked', 'q1'] }),
    ),
    'blind.style_classifier': unchanged(
      inputs['blind.style_classifier'],
      withRows({ rows: [{ arm: 'llm', q: 'unmarked', x: [null, 1] }] }),
    ),
    'blind.independence': unchanged(
      inputs['blind.independence'].map((input) => ({ ...input, strata: input.a.map((_, row) => row % 3) })),
      withRows({ a: [null, 'x'], b: [1, null], strata: [0, 4] }),
    ),
    'judge.agreement': unchanged(
      inputs['judge.agreement'],
      withRows({ judge: [null, true], humans: [[true], [null, null]] }),
    ),
    'judge.vs_reviewers': unchanged(
      inputs['judge.vs_reviewers'],
      withRows({ judge: [true, null], ratings: [[null, null, null]] }),
    ),
    'rubric.item_score': unchanged(
      inputs['rubric.item_score'],
      withRows({ rubrics: [{ points: 7, met: null, tags: [] }] }),
    ),
    'rubric.aggregate': unchanged(
      inputs['rubric.aggregate'],
      withRows({ examples: [{ rubrics: [{ points: 7, met: null }], question: 'unmarked' }] }),
    ),
    'rubric.worst_at_k': unchanged(inputs['rubric.worst_at_k'], ({ scores, k }, seed) => ({
      scores: interspersed(scores, () => [null], seed).map((answers) =>
        interspersed(answers, () => null, seed),
      ),
      k,
    })),
    'calib.brier': unchanged(inputs['calib.brier'], withRows({ p: [null, 0.5], y: [1, null] })),
    'calib.ece': unchanged(inputs['calib.ece'], withRows({ p: [null, 0.5], y: [1, null] })),
    'calib.risk_coverage': unchanged(
      inputs['calib.risk_coverage'],
      withRows({ confidence: [null, 0.5], correct: [1, null] }),
    ),
    'crossed.paired_difference': becomes(inputs['crossed.paired_difference'], withUnmarkedRatings, uncounted),
    'crossed.factorial': unchanged(inputs['crossed.factorial'], (input, seed) => ({
      ...input,
      marks: interspersed(
        input.marks,
        (place) => ({ q: `unmarked ${place}`, r: 'r9', s: 'small', y: null }),
        seed,
      ),
    })),
    'crossed.anova_components': becomes(
      inputs['crossed.anova_components'],
      ({ y }, seed) => ({ y: incomplete({ x: y }, seed).x }),
      uncounted,
    ),
    'crossed.lmm': becomes(inputs['crossed.lmm'].map(inGivenOrder), withUnmarkedRatings, uncounted, {
      tolerance: 1e-6,
      runs: 6,
    }),
    'crossed.glmm': becomes(inputs['crossed.glmm'].map(inGivenOrder), withUnmarkedRatings, uncounted, {
      tolerance: 1e-6,
      runs: 6,
    }),
    'crossed.clmm': becomes(inputs['crossed.clmm'].map(inGivenOrder), withUnmarkedRatings, uncounted, {
      tolerance: 1e-6,
      runs: 6,
    }),
    'boot.cluster': unchanged(
      inputs['boot.cluster'],
      withRows({ values: [null], clusters: ['q1', 'unmarked'] }),
    ),
    'boot.pigeonhole': unchanged(
      inputs['boot.pigeonhole'],
      withRows({ values: [null], q: ['q1', 'unmarked'], r: ['unmarked', 'r1'] }),
    ),
    'boot.intervals': unchanged(inputs['boot.intervals'], withRows({ replicates: [null] })),
    'ppi.mean': unchanged(inputs['ppi.mean'], withRows({ y: [null, 1], f: [1, null], fUnlabeled: [null] })),
    'ppi.cluster': unchanged(
      inputs['ppi.cluster'],
      withRows({
        y: [null, 1],
        f: [1, null],
        clusters: ['unmarked', 'q1'],
        fUnlabeled: [null],
        clustersUnlabeled: ['unmarked', 'q2'],
      }),
    ),
    'pref.win_difference': unchanged(
      inputs['pref.win_difference'],
      withRows({
        comparisons: [
          { q: 'unmarked', r: 'r1', a: 'llm', b: 'tool', outcome: null },
          { q: 'q1', r: 'unmarked', a: 'search', b: 'llm', outcome: null },
        ],
      }),
    ),
    'pref.cluster_signflip': unchanged(
      inputs['pref.cluster_signflip'],
      withRows({ values: [null], clusters: ['q1', 'unmarked'] }),
    ),
    'pref.bradley_terry': unchanged(
      inputs['pref.bradley_terry'],
      withRows({ counts: [{ a: 'llm', b: 'tool', winsA: null, winsB: null, ties: null }] }),
    ),
    'pref.davidson': unchanged(
      inputs['pref.davidson'],
      withRows({ counts: [{ a: 'llm', b: 'tool', winsA: null, winsB: null, ties: null }] }),
    ),
    'pref.davidson_covariates': unchanged(inputs['pref.davidson_covariates'], withUnmarkedRows),
    'pref.bt_style': unchanged(inputs['pref.bt_style'], withUnmarkedRows),
    'pref.style_difference': becomes(
      inputs['pref.style_difference'],
      ({ pairs }) => ({ pairs: [...pairs, [null, 3]] }),
      withParts({ values: withNullLast }),
    ),
    'pref.prob_best': becomes(
      inputs['pref.prob_best'],
      (input) => ({
        ...input,
        estimates: [...input.estimates, null],
        cov: [...input.cov, [0, 0, 0]].map((row) => [...row, null]),
      }),
      withParts({ probBest: withNullLast, seProbBest: withNullLast, expectedRank: withNullLast }),
    ),
    'pref.position_bias': unchanged(
      inputs['pref.position_bias'],
      withRows({
        swapped: [
          ['first', null],
          [null, 'second'],
        ],
      }),
    ),
    'paired.cochran_q': becomes(inputs['paired.cochran_q'], incomplete, uncounted),
    'rank.friedman': becomes(inputs['rank.friedman'], incomplete, uncounted),
    'rank.wilcoxon_signed': unchanged(inputs['rank.wilcoxon_signed'], withRows({ d: [null] })),
    'mult.adjust': becomes(inputs['mult.adjust'], ({ p }) => ({ p: [...p, null] }), eachPart(withNullLast)),
    'seq.betabinomial': unchanged(inputs['seq.betabinomial'], withRows({ outcomes: [null] })),
    'seq.normal_mixture_cs': unchanged(inputs['seq.normal_mixture_cs'], withRows({ x: [null] })),
    'seq.empirical_bernstein_cs': unchanged(inputs['seq.empirical_bernstein_cs'], withRows({ x: [null] })),
    'meta.random_effects': becomes(
      inputs['meta.random_effects'],
      withRows({ yi: [null, 1], vi: [1, null] }),
      both(uncounted, without('used')),
    ),
    'shift.coverage': becomes(
      inputs['shift.coverage'],
      ({ benchmark, practice }) => ({
        benchmark: { ...benchmark, unknown: null },
        practice: { ...practice, unknown: null },
      }),
      withParts({
        contributions: (part) => (typeof part === 'object' && part !== null ? { ...part, unknown: 0 } : part),
      }),
    ),
    'shift.kish_ess': unchanged(inputs['shift.kish_ess'], withRows({ weights: [null] })),
    'shift.poststratify': unchanged(
      inputs['shift.poststratify'],
      withRows({ weights: [null], n: [null], mean: [0.5, null], variance: [null, 0.1] }),
    ),
    'econ.cost_per_answer': becomes(
      inputs['econ.cost_per_answer'],
      withRows({ answers: [{ inputTokens: null, outputTokens: 100 }, { inputTokens: 100 }] }),
      without('costs'),
    ),
    'econ.pareto': unchanged(
      inputs['econ.pareto'],
      withRows({
        systems: [
          { name: 'unpriced', cost: null, quality: 9 },
          { name: 'untried', cost: 0, quality: null },
        ],
      }),
    ),
    'econ.tornado': unchanged(inputs['econ.tornado'], ({ base, ranges }) => ({
      base,
      ranges: { ...ranges, units: [null, 3], selfPerAnswer: null },
    })),
    'stat.quantile': unchanged(inputs['stat.quantile'], withRows({ x: [null] })),
  },
  {
    'takes no rows': [
      'assisted.two_by_two',
      'calib.abstention',
      'decision.classify',
      'dist.functions',
      'econ.breakeven',
      'econ.nmb',
      'equiv.sample_size',
      'equiv.tost',
      'equiv.win_rate_claim',
      'meta.convert',
      'paired.diff_ci',
      'paired.mcnemar',
      'paired.tango_noninferiority',
      'power.simulate',
      'power.two_way',
      'pref.rank_sets',
      'pref.sign_test',
      'proportion.ci',
      'seq.alpha_spending',
    ],
    'a planned test without a p counts as not rejected and closes what follows': ['mult.gatekeeping'],
    'takes arms of which both scores are known': ['shift.arm_correlation', 'shift.measurement_error'],
    'draws over all strata': ['shift.coverage_ci'],
  },
)

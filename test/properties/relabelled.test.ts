import { relabelledDecisions } from './checks/decisions-of-arms.ts'
import { relabelledRaters } from './checks/relabelled-raters.ts'
import { inputs } from './inputs/inputs.ts'
import { becomes, describeProperty, unchanged } from './support/check.ts'
import { both, only, permuted, renamedKeys, without, withParts } from './support/results.ts'
import { drawnOrder, inOrder, otherLabel } from './support/shuffled.ts'

const otherNames: Readonly<Record<string, string>> = { llm: 'zulu', search: 'alpha', tool: 'mike' }

function otherSystem(name: string): string {
  return otherNames[name] ?? name
}

interface Row {
  readonly q: string
  readonly r: string
}

function otherClusters<Given extends Row>(row: Given): Given {
  return { ...row, q: otherLabel(row.q), r: otherLabel(row.r) }
}

function otherPair<Given extends { readonly a: string; readonly b: string }>(row: Given): Given {
  return { ...row, a: otherSystem(row.a), b: otherSystem(row.b) }
}

function otherRating<Given extends Row & { readonly s: string }>(row: Given): Given {
  return { ...otherClusters(row), s: otherSystem(row.s) }
}

const renamedSystems = renamedKeys(otherSystem)

const namedCoefficients = withParts({
  coefficients: renamedSystems,
  se: renamedSystems,
  df: renamedSystems,
  ci: renamedSystems,
  p: renamedSystems,
})

/** The order of the systems is another; what depends on it is left out. */
const namedAbilities = both(
  without('covariance', 'vsFirst', 'clustered'),
  withParts({
    ability: renamedSystems,
    logWorth: renamedSystems,
    se: renamedSystems,
    seCluster: renamedSystems,
  }),
)

const otherOrder = ['mike', 'zulu', 'alpha']

function otherCounts<
  Input extends { readonly counts: readonly { readonly a: string; readonly b: string }[] },
>(input: Input) {
  return { ...input, systems: otherOrder, counts: input.counts.map(otherPair) }
}

function otherRows<
  Input extends { readonly rows: readonly (Row & { readonly a: string; readonly b: string })[] },
>(input: Input) {
  return { ...input, systems: otherOrder, rows: input.rows.map(otherClusters).map(otherPair) }
}

function otherGuesses<
  Input extends { readonly rows: readonly (Row & { readonly arm: string; readonly guess: string | null })[] },
>(input: Input) {
  return {
    ...input,
    arms: otherOrder,
    rows: input.rows.map(otherClusters).map((row) => ({
      ...row,
      arm: otherSystem(row.arm),
      guess: row.guess === null ? null : otherSystem(row.guess),
    })),
  }
}

/** From llm, search, tool to mike (tool), zulu (llm), alpha (search). */
const namedArms = withParts({ byArm: permuted([2, 0, 1]) })

describeProperty(
  'other names of clusters, systems, raters, items and categories change nothing',
  {
    ...relabelledRaters,
    'assisted.risk_difference': relabelledDecisions,
    'blind.bang': becomes(inputs['blind.bang'], otherGuesses, namedArms),
    'blind.james': unchanged(inputs['blind.james'], otherGuesses),
    'blind.guess_chance': becomes(inputs['blind.guess_chance'], otherGuesses, namedArms),
    'blind.auc': unchanged(inputs['blind.auc'], (input) => ({
      ...input,
      clusters: input.clusters.map(otherLabel),
    })),
    // Folds are drawn in the order of the names of the questions, which stays.
    'blind.style_classifier': becomes(
      inputs['blind.style_classifier'].map((input) => ({ ...input, B: 0 })),
      (input) => ({
        ...input,
        arms: otherOrder,
        rows: input.rows.map((row) => ({ ...row, arm: otherSystem(row.arm), q: `z${row.q}` })),
      }),
      namedArms,
    ),
    'blind.independence': becomes(
      inputs['blind.independence'],
      (input) => ({
        ...input,
        a: input.a.map((label) => (label === null ? null : `other ${9 - 'xyz'.indexOf(label)}`)),
      }),
      only('n', 'chiSquare', 'cramerV', 'chiSquareP'),
    ),
    'rubric.aggregate': becomes(
      inputs['rubric.aggregate'],
      ({ examples }) => ({
        examples: examples.map((example) => ({
          question: otherLabel(example.question),
          exampleTags: example.exampleTags.map((tag) => `my ${tag}`),
          rubrics: example.rubrics.map((criterion) => ({
            ...criterion,
            tags: criterion.tags.map((tag) => `my ${tag}`),
          })),
        })),
      }),
      withParts({ tags: renamedKeys((tag) => `my ${tag}`) }),
    ),
    'pref.win_difference': unchanged(inputs['pref.win_difference'], (input) => ({
      ...input,
      comparisons: input.comparisons.map(otherClusters).map(otherPair),
      system: otherSystem(input.system),
      opponent: otherSystem(input.opponent),
    })),
    'pref.cluster_signflip': unchanged(inputs['pref.cluster_signflip'], (input) => ({
      ...input,
      clusters: input.clusters.map(otherLabel),
    })),
    'pref.bradley_terry': becomes(inputs['pref.bradley_terry'], otherCounts, namedAbilities, {
      tolerance: 1e-6,
    }),
    'pref.davidson': becomes(inputs['pref.davidson'], otherCounts, namedAbilities, { tolerance: 1e-6 }),
    'pref.davidson_covariates': becomes(inputs['pref.davidson_covariates'], otherRows, namedAbilities, {
      tolerance: 1e-6,
    }),
    'pref.bt_style': becomes(inputs['pref.bt_style'], otherRows, namedAbilities, { tolerance: 1e-6 }),
    'pref.rank_sets': becomes(
      inputs['pref.rank_sets'],
      ({ estimates, cov }, seed) => {
        const order = drawnOrder(3, seed)
        return {
          estimates: inOrder(estimates, order),
          cov: inOrder(cov, order).map((row) => inOrder(row, order)),
        }
      },
      (before, _input, seed) =>
        both(
          only('rankLower', 'rankUpper'),
          withParts({ rankLower: permuted(drawnOrder(3, seed)), rankUpper: permuted(drawnOrder(3, seed)) }),
        )(before),
    ),
    'crossed.paired_difference': unchanged(inputs['crossed.paired_difference'], (input) => ({
      ...input,
      ratings: input.ratings.map(otherRating),
      a: otherSystem(input.a),
      b: otherSystem(input.b),
    })),
    'crossed.factorial': unchanged(inputs['crossed.factorial'], (input) => ({
      ...input,
      marks: input.marks.map((row) => ({ ...otherClusters(row), s: `arm ${row.s}` })),
      arms: input.arms.map((arm) => ({ ...arm, id: `arm ${arm.id}`, family: 'other' })),
    })),
    'crossed.lmm': becomes(
      inputs['crossed.lmm'],
      (input) => ({ ...input, ratings: input.ratings.map(otherRating) }),
      namedCoefficients,
      { runs: 5 },
    ),
    'crossed.glmm': becomes(
      inputs['crossed.glmm'],
      (input) => ({ ...input, ratings: input.ratings.map(otherRating) }),
      namedCoefficients,
      { runs: 5 },
    ),
    'crossed.clmm': becomes(
      inputs['crossed.clmm'],
      (input) => ({ ...input, ratings: input.ratings.map(otherRating) }),
      namedCoefficients,
      { runs: 5 },
    ),
    'boot.cluster': unchanged(inputs['boot.cluster'], (input) => ({
      ...input,
      clusters: input.clusters.map(otherLabel),
    })),
    'boot.pigeonhole': unchanged(inputs['boot.pigeonhole'], (input) => ({
      ...input,
      q: input.q.map(otherLabel),
      r: input.r.map(otherLabel),
    })),
    'ppi.cluster': unchanged(inputs['ppi.cluster'], (input) => ({
      ...input,
      clusters: input.clusters.map(otherLabel),
      clustersUnlabeled: input.clustersUnlabeled.map(otherLabel),
    })),
    'shift.coverage': becomes(
      inputs['shift.coverage'],
      ({ benchmark, practice }) => ({
        benchmark: { c: benchmark.diagnosis, b: benchmark.dosing, a: benchmark.treatment },
        practice: { a: practice.treatment, b: practice.dosing, c: practice.diagnosis },
      }),
      withParts({
        contributions: renamedKeys((name) => ({ diagnosis: 'c', dosing: 'b', treatment: 'a' })[name] ?? name),
      }),
    ),
    'econ.pareto': becomes(
      inputs['econ.pareto'],
      ({ systems }) => ({ systems: systems.map((system, place) => ({ ...system, name: 9 - place })) }),
      withParts({
        frontier: (part) => otherPlaces(part),
        efficient: (part) => otherPlaces(part),
      }),
    ),
  },
  {
    'takes no labels': [
      'boot.intervals',
      'calib.abstention',
      'calib.brier',
      'calib.ece',
      'calib.risk_coverage',
      'econ.cost_per_answer',
      'meta.random_effects',
      'mult.adjust',
      'mult.gatekeeping',
      'ppi.mean',
      'pref.style_difference',
      'rank.wilcoxon_signed',
      'rubric.item_score',
      'rubric.worst_at_k',
      'seq.betabinomial',
      'seq.empirical_bernstein_cs',
      'seq.normal_mixture_cs',
      'shift.arm_correlation',
      'shift.kish_ess',
      'shift.measurement_error',
      'shift.poststratify',
      'stat.quantile',
    ],
    'takes counts or estimates': [
      'assisted.two_by_two',
      'decision.classify',
      'dist.functions',
      'econ.breakeven',
      'econ.nmb',
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
      'pref.position_bias',
      'pref.sign_test',
      'proportion.ci',
      'seq.alpha_spending',
    ],
    'draws in the order of systems or strata': ['pref.prob_best', 'shift.coverage_ci'],
  },
)

function otherPlaces(part: unknown): unknown {
  return Array.isArray(part) ? part.map((name) => 9 - Number(String(name).slice('system '.length))) : part
}

import fc from 'fast-check'
import { z } from 'zod'
import { pairedDifference } from '../../src/statistics/crossed/paired-difference.ts'
import { doubledDecisions } from './checks/decisions-of-arms.ts'
import { inputs } from './inputs/inputs.ts'
import { list, whole } from './inputs/primitives.ts'
import { allOf, becomes, type Check, describeProperty, unchanged } from './support/check.ts'
import { both, eachPart, only, without, withParts } from './support/results.ts'

function twice<Value>(rows: readonly Value[]): Value[] {
  return [...rows, ...rows]
}

/** What is reported from the clusters; the standard error of independent rows does shrink. */
const clustered = only('estimate', 'seQuestion', 'seReviewer', 'seCell', 'seTwoWay', 'df', 'ci', 'p')

const cells = list(
  fc.record({ question: whole(0, 7), reviewer: whole(0, 4), a: whole(1, 4), b: whole(1, 4) }),
  2,
  30,
)

const cell = z.object({ question: z.number(), reviewer: z.number(), a: z.number(), b: z.number() })

/** The layout averages repeated marks of a cell, so cells can be doubled through the function alone. */
const doubledCells: Check = () =>
  becomes(
    cells,
    twice,
    clustered,
  )((input) => {
    const rows = z.array(cell).parse(input)
    return pairedDifference({
      question: rows.map(({ question }) => question),
      reviewer: rows.map(({ reviewer }) => reviewer),
      a: rows.map(({ a }) => a),
      b: rows.map(({ b }) => b),
    })
  })

describeProperty(
  'rows written twice inside their cluster make no clustered error smaller',
  {
    'assisted.risk_difference': doubledDecisions,
    'pref.win_difference': becomes(
      inputs['pref.win_difference'],
      (input) => ({ ...input, comparisons: twice(input.comparisons) }),
      clustered,
    ),
    'crossed.paired_difference': allOf(
      doubledCells,
      unchanged(inputs['crossed.paired_difference'], (input) => ({
        ...input,
        ratings: twice(input.ratings),
      })),
    ),
    'crossed.factorial': becomes(
      inputs['crossed.factorial'],
      (input) => ({ ...input, marks: twice(input.marks) }),
      without('n'),
    ),
    'blind.bang': becomes(
      inputs['blind.bang'],
      (input) => ({ ...input, rows: twice(input.rows) }),
      withParts({ byArm: eachPart(only('index', 'clustered')) }),
    ),
    'blind.james': becomes(
      inputs['blind.james'],
      (input) => ({ ...input, rows: twice(input.rows) }),
      only('cannotTellShare', 'index', 'clustered'),
    ),
    // What is right doubles, and so does what chance gives.
    'blind.guess_chance': becomes(
      inputs['blind.guess_chance'],
      (input) => ({ ...input, rows: twice(input.rows) }),
      both(
        only('overall', 'pReviewers', 'byArm'),
        withParts({ overall: only('p'), byArm: eachPart(only('p')) }),
      ),
    ),
    'blind.auc': becomes(
      inputs['blind.auc'],
      (input) => ({
        ...input,
        scores: twice(input.scores),
        positive: twice(input.positive),
        clusters: twice(input.clusters),
      }),
      only('auc', 'clustered'),
    ),
    'boot.cluster': becomes(
      inputs['boot.cluster'],
      (input) => ({ ...input, values: twice(input.values), clusters: twice(input.clusters) }),
      without('n'),
    ),
    'boot.pigeonhole': becomes(
      inputs['boot.pigeonhole'],
      (input) => ({ ...input, values: twice(input.values), q: twice(input.q), r: twice(input.r) }),
      without('n'),
    ),
    'pref.cluster_signflip': unchanged(inputs['pref.cluster_signflip'], (input) => ({
      ...input,
      values: twice(input.values),
      clusters: twice(input.clusters),
    })),
    // The judge's weight is given: the divisors n - 1 of a tuned one see the number of rows.
    'ppi.cluster': unchanged(
      inputs['ppi.cluster'].map((input) => ({ ...input, lambda: 0.7 })),
      (input) => ({
        ...input,
        y: twice(input.y),
        f: twice(input.f),
        clusters: twice(input.clusters),
        fUnlabeled: twice(input.fUnlabeled),
        clustersUnlabeled: twice(input.clustersUnlabeled),
      }),
    ),
    'pref.bt_style': becomes(
      inputs['pref.bt_style'],
      (input) => ({ ...input, rows: twice(input.rows) }),
      without('logLik'),
      { tolerance: 1e-6 },
    ),
    'pref.davidson_covariates': becomes(
      inputs['pref.davidson_covariates'],
      (input) => ({ ...input, rows: twice(input.rows) }),
      only('logWorth', 'covariates', 'position', 'logNu', 'clustered'),
      { tolerance: 1e-6 },
    ),
    'rubric.aggregate': unchanged(inputs['rubric.aggregate'], ({ examples }) => ({
      examples: twice(examples),
    })),
  },
  {
    'takes items, each once': [
      'blind.independence',
      'blind.style_classifier',
      'agree.cohen',
      'agree.fleiss',
      'agree.gwet',
      'agree.icc',
      'agree.krippendorff',
      'calib.brier',
      'calib.ece',
      'calib.risk_coverage',
      'judge.agreement',
      'judge.vs_reviewers',
      'mult.adjust',
      'mult.gatekeeping',
      'paired.cochran_q',
      'rank.friedman',
      'rank.wilcoxon_signed',
      'rubric.item_score',
      'rubric.worst_at_k',
      'shift.arm_correlation',
      'shift.measurement_error',
      'stat.quantile',
    ],
    'takes rows as independent and says so': [
      'econ.cost_per_answer',
      'meta.random_effects',
      'ppi.mean',
      'pref.style_difference',
      'seq.betabinomial',
      'seq.empirical_bernstein_cs',
      'seq.normal_mixture_cs',
      'shift.kish_ess',
    ],
    'a model whose standard errors rest on its random effects': [
      'crossed.anova_components',
      'crossed.clmm',
      'crossed.glmm',
      'crossed.lmm',
    ],
    'takes counts, estimates or a plan': [
      'assisted.two_by_two',
      'boot.intervals',
      'calib.abstention',
      'decision.classify',
      'dist.functions',
      'econ.breakeven',
      'econ.nmb',
      'econ.pareto',
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
      'pref.bradley_terry',
      'pref.davidson',
      'pref.position_bias',
      'pref.prob_best',
      'pref.rank_sets',
      'pref.sign_test',
      'proportion.ci',
      'seq.alpha_spending',
      'shift.coverage',
      'shift.coverage_ci',
      'shift.poststratify',
    ],
  },
)

import { scaledPlans } from './checks/scaled-plans.ts'
import { movedScores } from './checks/scores-of-arms.ts'
import { inputs } from './inputs/inputs.ts'
import { allOf, becomes, describeProperty, unchanged } from './support/check.ts'
import { constant, factor, moved, scaled, up, wider } from './support/moved.ts'
import { both, eachPart, times, without, withParts } from './support/results.ts'

function movedRatings<Input extends { readonly ratings: readonly { readonly y: number | null }[] }>(
  input: Input,
) {
  return { ...input, ratings: input.ratings.map((row) => ({ ...row, y: moved(row.y) })) }
}

function scaledRatings<Input extends { readonly ratings: readonly { readonly y: number | null }[] }>(
  input: Input,
) {
  return { ...input, ratings: input.ratings.map((row) => ({ ...row, y: scaled(row.y) })) }
}

function movedMarks<Input extends { readonly x: readonly (readonly (number | null)[])[] }>(input: Input) {
  return { ...input, x: input.x.map((marks) => marks.map(moved)) }
}

function scaledMarks<Input extends { readonly x: readonly (readonly (number | null)[])[] }>(input: Input) {
  return { ...input, x: input.x.map((marks) => marks.map(scaled)) }
}

function movedValues<Input extends { readonly values: readonly (number | null)[] }>(input: Input) {
  return { ...input, values: input.values.map(moved) }
}

function scaledValues<Input extends { readonly values: readonly (number | null)[] }>(input: Input) {
  return { ...input, values: input.values.map(scaled) }
}

const movedMean = withParts({ estimate: up, ci: up, percentile: up })
const scaledErrors = {
  se: wider,
  seIid: wider,
  seQuestion: wider,
  seReviewer: wider,
  seCell: wider,
  seTwoWay: wider,
}
const scaledMean = withParts({ estimate: wider, ci: wider, percentile: wider, ...scaledErrors })
const movedJudge = (input: {
  readonly y: readonly (number | null)[]
  readonly f: readonly (number | null)[]
  readonly fUnlabeled: readonly (number | null)[]
}) => ({ ...input, y: input.y.map(moved), f: input.f.map(moved), fUnlabeled: input.fUnlabeled.map(moved) })

const scaledJudge = (input: Parameters<typeof movedJudge>[0]) => ({
  ...input,
  y: input.y.map(scaled),
  f: input.f.map(scaled),
  fUnlabeled: input.fUnlabeled.map(scaled),
})

const scaledPpi = withParts({
  estimate: wider,
  se: wider,
  ci: wider,
  classical: wider,
  judgeOnly: wider,
})

describeProperty(
  'a constant added to a scale moves no difference, and a scale with other units scales the result',
  {
    ...scaledPlans,
    ...movedScores,
    'agree.krippendorff': allOf(
      unchanged(
        inputs['agree.krippendorff'].map((input) => ({
          ...input,
          metrics: ['nominal', 'ordinal', 'interval'],
        })),
        movedMarks,
      ),
      unchanged(inputs['agree.krippendorff'], scaledMarks),
    ),
    'agree.icc': allOf(
      unchanged(inputs['agree.icc'], movedMarks),
      unchanged(inputs['agree.icc'], scaledMarks),
    ),
    'rank.friedman': allOf(
      unchanged(inputs['rank.friedman'], movedMarks),
      unchanged(inputs['rank.friedman'], scaledMarks),
    ),
    'rank.wilcoxon_signed': unchanged(inputs['rank.wilcoxon_signed'], ({ d }) => ({ d: d.map(scaled) })),
    'rubric.item_score': unchanged(inputs['rubric.item_score'], ({ rubrics }) => ({
      rubrics: rubrics.map((row) => ({ ...row, points: row.points * factor })),
    })),
    'rubric.aggregate': unchanged(inputs['rubric.aggregate'], ({ examples }) => ({
      examples: examples.map((example) => ({
        ...example,
        rubrics: example.rubrics.map((row) => ({ ...row, points: row.points * factor })),
      })),
    })),
    'rubric.worst_at_k': becomes(
      inputs['rubric.worst_at_k'],
      ({ scores, k }) => ({ scores: scores.map((answers) => answers.map(moved)), k }),
      withParts({ worstAtK: eachPart(withParts({ value: up })) }),
    ),
    'blind.auc': allOf(
      unchanged(inputs['blind.auc'], (input) => ({ ...input, scores: input.scores.map(moved) })),
      unchanged(inputs['blind.auc'], (input) => ({ ...input, scores: input.scores.map(scaled) })),
    ),
    'blind.style_classifier': unchanged(inputs['blind.style_classifier'], (input) => ({
      ...input,
      rows: input.rows.map((row) => ({ ...row, x: row.x.map(scaled) })),
    })),
    'calib.risk_coverage': becomes(
      inputs['calib.risk_coverage'],
      (input) => ({
        ...input,
        confidence: input.confidence.map(moved),
        thresholds: input.thresholds.map(moved),
      }),
      both(without('accuracyAt'), withParts({ points: eachPart(withParts({ threshold: up })) })),
    ),
    'crossed.paired_difference': allOf(
      unchanged(inputs['crossed.paired_difference'], movedRatings),
      becomes(inputs['crossed.paired_difference'], scaledRatings, scaledMean),
    ),
    'crossed.factorial': allOf(
      becomes(
        inputs['crossed.factorial'],
        (input) => ({ ...input, marks: input.marks.map((row) => ({ ...row, y: moved(row.y) })) }),
        withParts({ means: eachPart(both(without('p'), withParts({ estimate: up, ci: up }))) }),
      ),
      becomes(
        inputs['crossed.factorial'],
        (input) => ({ ...input, marks: input.marks.map((row) => ({ ...row, y: scaled(row.y) })) }),
        withParts({
          means: eachPart(scaledMean),
          sizeStep: scaledMean,
          sizeDoubling: scaledMean,
          stages: eachPart(
            withParts({ effect: scaledMean, interaction: scaledMean, perThousandPreferences: scaledMean }),
          ),
        }),
      ),
    ),
    'crossed.anova_components': becomes(
      inputs['crossed.anova_components'],
      ({ y }) => ({ y: y.map((row) => row.map(moved)) }),
      withParts({ mean: up }),
    ),
    'crossed.lmm': becomes(
      inputs['crossed.lmm'],
      movedRatings,
      both(
        without('p'),
        withParts({
          coefficients: withParts({ '(Intercept)': up }),
          ci: withParts({ '(Intercept)': up }),
        }),
      ),
      { tolerance: 1e-5, runs: 10 },
    ),
    'crossed.clmm': becomes(inputs['crossed.clmm'], movedRatings, without('categories'), {
      tolerance: 1e-6,
      runs: 6,
    }),
    'boot.cluster': allOf(
      becomes(inputs['boot.cluster'], movedValues, movedMean),
      becomes(inputs['boot.cluster'], scaledValues, scaledMean),
    ),
    'boot.pigeonhole': allOf(
      becomes(inputs['boot.pigeonhole'], movedValues, movedMean),
      becomes(inputs['boot.pigeonhole'], scaledValues, scaledMean),
    ),
    'boot.intervals': allOf(
      becomes(
        inputs['boot.intervals'],
        (input) => ({
          ...input,
          estimate: input.estimate + constant,
          replicates: input.replicates.map(moved),
          jackknife: input.jackknife.map(moved),
        }),
        withParts({ percentile: up, basic: up, bca: up }),
      ),
      becomes(
        inputs['boot.intervals'],
        (input) => ({
          ...input,
          estimate: input.estimate * factor,
          replicates: input.replicates.map(scaled),
          jackknife: input.jackknife.map(scaled),
        }),
        withParts({ se: wider, percentile: wider, basic: wider, bca: wider }),
      ),
    ),
    'ppi.mean': allOf(
      becomes(
        inputs['ppi.mean'],
        movedJudge,
        withParts({ estimate: up, ci: up, classical: withParts({ estimate: up }), judgeOnly: up }),
      ),
      becomes(inputs['ppi.mean'], scaledJudge, scaledPpi),
    ),
    'ppi.cluster': allOf(
      becomes(
        inputs['ppi.cluster'],
        movedJudge,
        withParts({ estimate: up, ci: up, classical: withParts({ estimate: up }) }),
      ),
      becomes(inputs['ppi.cluster'], scaledJudge, scaledPpi),
    ),
    'pref.cluster_signflip': becomes(
      inputs['pref.cluster_signflip'],
      scaledValues,
      withParts({ statistic: wider }),
    ),
    'pref.davidson_covariates': becomes(
      inputs['pref.davidson_covariates'],
      (input) => ({ ...input, rows: input.rows.map((row) => ({ ...row, x: row.x.map(scaled) })) }),
      both(
        without('clustered'),
        withParts({ covariates: times(1 / factor), seCovariates: times(1 / factor) }),
      ),
      { tolerance: 1e-6 },
    ),
    'pref.bt_style': becomes(
      inputs['pref.bt_style'],
      (input) => ({ ...input, rows: input.rows.map((row) => ({ ...row, x: row.x.map(scaled) })) }),
      withParts({ style: times(1 / factor), seStyleCluster: times(1 / factor) }),
      { tolerance: 1e-6 },
    ),
    'pref.style_difference': unchanged(inputs['pref.style_difference'], ({ pairs }) => ({
      pairs: pairs.map((pair) => pair.map(scaled)),
    })),
    'pref.rank_sets': allOf(
      unchanged(inputs['pref.rank_sets'], (input) => ({ ...input, estimates: input.estimates.map(moved) })),
      unchanged(inputs['pref.rank_sets'], ({ estimates, cov }) => ({
        estimates: estimates.map(scaled),
        cov: cov.map((row) => row.map((value) => value * factor * factor)),
      })),
    ),
    'pref.prob_best': unchanged(inputs['pref.prob_best'], (input) => ({
      ...input,
      estimates: input.estimates.map(moved),
    })),
    'seq.normal_mixture_cs': allOf(
      becomes(
        inputs['seq.normal_mixture_cs'],
        (input) => ({ ...input, x: input.x.map(moved) }),
        withParts({ cs: eachPart(withParts({ mean: up, lower: up, upper: up })) }),
      ),
      becomes(
        inputs['seq.normal_mixture_cs'],
        (input) => ({ ...input, x: input.x.map(scaled) }),
        withParts({ cs: eachPart(withParts({ mean: wider, lower: wider, upper: wider })) }),
      ),
    ),
    'seq.empirical_bernstein_cs': becomes(
      inputs['seq.empirical_bernstein_cs'],
      (input) => ({ ...input, x: input.x.map(scaled), range: input.range.map(scaled) }),
      withParts({ cs: eachPart(withParts({ center: wider, lower: wider, upper: wider })) }),
    ),
    'stat.quantile': allOf(
      becomes(inputs['stat.quantile'], (input) => ({ ...input, x: input.x.map(moved) }), up),
      becomes(inputs['stat.quantile'], (input) => ({ ...input, x: input.x.map(scaled) }), wider),
    ),
  },
  {
    'marks are categories, votes or right and wrong': [
      'assisted.risk_difference',
      'agree.cohen',
      'agree.fleiss',
      'agree.gwet',
      'blind.bang',
      'blind.guess_chance',
      'blind.independence',
      'blind.james',
      'crossed.glmm',
      'judge.agreement',
      'judge.vs_reviewers',
      'paired.cochran_q',
      'pref.win_difference',
      'seq.betabinomial',
    ],
    'takes counts': [
      'assisted.two_by_two',
      'calib.abstention',
      'meta.convert',
      'paired.diff_ci',
      'paired.mcnemar',
      'paired.tango_noninferiority',
      'pref.bradley_terry',
      'pref.davidson',
      'pref.position_bias',
      'pref.sign_test',
      'proportion.ci',
      'shift.coverage_ci',
    ],
    'the scale is that of probability': [
      'calib.brier',
      'calib.ece',
      'dist.functions',
      'equiv.win_rate_claim',
      'mult.adjust',
      'mult.gatekeeping',
      'seq.alpha_spending',
    ],
  },
)

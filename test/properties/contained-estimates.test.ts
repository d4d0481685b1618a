import { containedTable } from './checks/decisions-of-arms.ts'
import { inputs, inputsByMethod } from './inputs/inputs.ts'
import { always, type Check, describeProperty } from './support/check.ts'
import { expectInside } from './support/inside.ts'
import { partOf, recordsOf } from './support/results.ts'

/** In every record of the result that holds the estimate, its intervals contain it. */
function contained(method: string, estimate: string, ...intervals: readonly string[]): Check {
  return always(
    inputsByMethod[method]!,
    (compute, input) => {
      const result = compute(input)
      for (const record of recordsOf(result)) {
        for (const interval of intervals) expectInside(record[estimate], record[interval])
      }
    },
    { runs: method.startsWith('crossed') ? 20 : 60 },
  )
}

/** A record that is an interval and holds its estimate too. */
function insideItself(method: string, estimate: string): Check {
  return always(inputsByMethod[method]!, (compute, input) => {
    for (const record of recordsOf(compute(input))) expectInside(record[estimate], record)
  })
}

describeProperty(
  'an interval contains its estimate',
  {
    'assisted.risk_difference': contained('assisted.risk_difference', 'estimate', 'ci'),
    'assisted.two_by_two': containedTable,
    'shift.arm_correlation': contained('shift.arm_correlation', 'pearson', 'ci'),
    'agree.gwet': contained('agree.gwet', 'coefficient', 'ci'),
    'agree.cohen': contained('agree.cohen', 'kappa', 'ci'),
    'agree.fleiss': contained('agree.fleiss', 'kappa', 'ci'),
    // With fewer than about one degree of freedom after Satterthwaite, those of ICC(2) need not.
    'agree.icc': always(inputs['agree.icc'], (compute, input) => {
      const result = compute(input)
      for (const form of [partOf(result, 'icc3_1'), partOf(result, 'icc1_1')]) {
        expectInside(partOf(form, 'icc'), partOf(form, 'ci'))
      }
    }),
    'blind.bang': always(inputs['blind.bang'], (compute, input) => {
      for (const record of recordsOf(compute(input))) {
        expectInside(record.index, record.ci)
        expectInside(record.index, partOf(record.clustered, 'ci'))
      }
    }),
    'blind.james': always(inputs['blind.james'], (compute, input) => {
      const result = compute(input)
      expectInside(partOf(result, 'index'), partOf(result, 'ci'))
      expectInside(partOf(result, 'index'), partOf(partOf(result, 'clustered'), 'ci'))
    }),
    'blind.auc': always(inputs['blind.auc'], (compute, input) => {
      const result = compute(input)
      expectInside(partOf(result, 'auc'), partOf(result, 'ci'))
      expectInside(partOf(result, 'auc'), partOf(partOf(result, 'clustered'), 'ci'))
    }),
    'blind.style_classifier': always(inputs['blind.style_classifier'], (compute, input) => {
      for (const record of recordsOf(compute(input))) {
        expectInside(partOf(record.auc, 'auc'), record.ci)
        expectInside(partOf(record.auc, 'auc'), partOf(record.auc, 'ci'))
      }
    }),
    'calib.abstention': always(inputs['calib.abstention'], (compute, input) => {
      const result = compute(input)
      expectInside(partOf(result, 'accuracyAnswered'), partOf(result, 'ciAnswered'))
      expectInside(partOf(result, 'accuracyAll'), partOf(result, 'ciAll'))
    }),
    'crossed.paired_difference': contained('crossed.paired_difference', 'estimate', 'ci'),
    'crossed.factorial': contained('crossed.factorial', 'estimate', 'ci'),
    'crossed.lmm': always(
      inputs['crossed.lmm'],
      (compute, input) => {
        const result = compute(input)
        for (const name of ['(Intercept)', 'search', 'tool']) {
          expectInside(partOf(partOf(result, 'coefficients'), name), partOf(partOf(result, 'ci'), name))
        }
      },
      { runs: 15 },
    ),
    'pref.win_difference': contained('pref.win_difference', 'estimate', 'ci'),
    'pref.position_bias': contained('pref.position_bias', 'firstShare', 'ci'),
    'pref.rank_sets': always(inputs['pref.rank_sets'], (compute, input) => {
      const result = compute(input)
      const [lower, upper] = [partOf(result, 'rankLower'), partOf(result, 'rankUpper')]
      input.estimates.forEach((own, place) => {
        const rank = 1 + input.estimates.filter((other) => other > own).length
        expectInside(rank, { lower: partOf(lower, `${place}`), upper: partOf(upper, `${place}`) })
      })
    }),
    'ppi.mean': contained('ppi.mean', 'estimate', 'ci'),
    'ppi.cluster': contained('ppi.cluster', 'estimate', 'ci'),
    'proportion.ci': contained('proportion.ci', 'estimate', 'wilson', 'clopperPearson'),
    // Agresti and Min's, and Bonett and Price's, are centred nearer to 0 and need not contain it.
    'paired.diff_ci': contained('paired.diff_ci', 'diff', 'wald', 'newcombe', 'tango'),
    'equiv.tost': always(inputs['equiv.tost'], (compute, input) =>
      expectInside(input.estimate, partOf(compute(input), 'ci')),
    ),
    'decision.classify': always(inputs['decision.classify'], (compute, input) => {
      const result = compute(input)
      expectInside(input.estimate, partOf(result, 'ci90'))
      expectInside(input.estimate, partOf(result, 'ci95'))
    }),
    'equiv.win_rate_claim': always(inputs['equiv.win_rate_claim'], (compute, input) => {
      const result = compute(input)
      expectInside(input.winRate, partOf(result, 'ci90'))
      expectInside(input.winRate, partOf(result, 'ci95'))
    }),
    'meta.random_effects': always(inputs['meta.random_effects'], (compute, input) => {
      const result = compute(input)
      for (const name of ['fixed', 'dl', 'pm', 'reml']) {
        const model = partOf(result, name)
        const estimate = partOf(model, 'estimate')
        const intervals = [
          partOf(model, 'ci'),
          partOf(model, 'pi'),
          partOf(partOf(model, 'hk'), 'ci'),
          partOf(partOf(model, 'hkAdHoc'), 'ci'),
          partOf(result, 'range'),
        ]
        for (const interval of intervals) expectInside(estimate, interval)
      }
    }),
    'seq.betabinomial': always(inputs['seq.betabinomial'], (compute, input) => {
      const result = compute(input)
      const [wins, losses] = [Number(partOf(result, 'wins')), Number(partOf(result, 'losses'))]
      if (wins + losses > 0) expectInside(wins / (wins + losses), partOf(result, 'cs'))
    }),
    'seq.normal_mixture_cs': insideItself('seq.normal_mixture_cs', 'mean'),
    'seq.empirical_bernstein_cs': insideItself('seq.empirical_bernstein_cs', 'center'),
    'shift.poststratify': contained('shift.poststratify', 'estimate', 'ci'),
    'econ.cost_per_answer': contained('econ.cost_per_answer', 'mean', 'ci'),
    'econ.nmb': contained('econ.nmb', 'inb', 'ci'),
  },
  {
    'an interval from resamples need not contain it': [
      'agree.krippendorff',
      'boot.cluster',
      'boot.intervals',
      'boot.pigeonhole',
      'shift.coverage_ci',
      'shift.measurement_error',
    ],
    'gives no interval': [
      'blind.guess_chance',
      'blind.independence',
      'calib.brier',
      'calib.ece',
      'calib.risk_coverage',
      'crossed.anova_components',
      'crossed.clmm',
      'crossed.glmm',
      'dist.functions',
      'econ.breakeven',
      'econ.pareto',
      'econ.tornado',
      'equiv.sample_size',
      'judge.agreement',
      'judge.vs_reviewers',
      'meta.convert',
      'mult.adjust',
      'mult.gatekeeping',
      'paired.cochran_q',
      'paired.mcnemar',
      'paired.tango_noninferiority',
      'power.simulate',
      'power.two_way',
      'pref.bradley_terry',
      'pref.bt_style',
      'pref.cluster_signflip',
      'pref.davidson',
      'pref.davidson_covariates',
      'pref.prob_best',
      'pref.sign_test',
      'pref.style_difference',
      'rank.friedman',
      'rank.wilcoxon_signed',
      'rubric.aggregate',
      'rubric.item_score',
      'rubric.worst_at_k',
      'seq.alpha_spending',
      'shift.coverage',
      'shift.kish_ess',
      'stat.quantile',
    ],
  },
)

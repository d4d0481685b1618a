import { expect } from 'vitest'
import { factorialArms } from './inputs/crossed.ts'
import { type Check, describeProperty } from './support/check.ts'
import { leavesOf } from './support/results.ts'

/** What a result of nothing may hold beside null: counts of 0, false, a reason, and what was asked for. */
const asked = new Set(['method', 'model', 'reason', 'reasons', 'draws', 'kind'])

function nothing(input: object, more: readonly string[] = []): Check {
  return (compute) => {
    for (const { path, key, value } of leavesOf(compute(input))) {
      if (asked.has(key) || more.includes(key)) continue
      expect(value, path).toBeOneOf([null, 0, false])
    }
  }
}

const noSystems = { systems: ['llm', 'tool'] }
const noTable = { n11: 0, n10: 0, n01: 0, n00: 0 }

describeProperty(
  'no data give counts of 0 and null for everything else',
  {
    'assisted.risk_difference': nothing({ rows: [] }),
    'assisted.two_by_two': nothing({ armRight: 0, armWrong: 0, controlRight: 0, controlWrong: 0 }),
    'agree.krippendorff': nothing({ x: [], metrics: ['nominal', 'ordinal', 'interval', 'ratio'] }),
    'agree.gwet': nothing({ x: [], categories: [1, 2] }),
    'agree.cohen': nothing({ a: [], b: [], categories: [1, 2] }),
    'agree.fleiss': nothing({ x: [], categories: [1, 2] }),
    'agree.icc': nothing({ x: [] }),
    'blind.bang': nothing({ arms: ['llm', 'tool'], rows: [] }),
    'blind.james': nothing({ arms: ['llm', 'tool'], rows: [] }),
    'blind.guess_chance': nothing({ arms: ['llm', 'tool'], rows: [] }),
    'blind.auc': nothing({ scores: [], positive: [], clusters: [] }),
    'blind.style_classifier': nothing({ arms: ['llm', 'tool'], rows: [] }),
    'blind.independence': nothing({ a: [], b: [] }),
    'judge.agreement': nothing({ judge: [], humans: [] }),
    'judge.vs_reviewers': nothing({ judge: [], ratings: [], reviewers: ['r1', 'r2'] }),
    'rubric.item_score': nothing({ rubrics: [] }),
    'rubric.aggregate': nothing({ examples: [] }),
    'rubric.worst_at_k': nothing({ scores: [], k: [1, 2] }),
    'calib.brier': nothing({ p: [], y: [] }),
    'calib.ece': nothing({ p: [], y: [] }),
    'calib.risk_coverage': nothing({ confidence: [], correct: [], thresholds: [0.5] }),
    'calib.abstention': nothing({ n: 0, answered: 0, correct: 0 }),
    'crossed.paired_difference': nothing({ ratings: [], a: 'llm', b: 'tool' }),
    'crossed.factorial': nothing({ marks: [], arms: factorialArms, stages: ['none', 'dpo'] }, [
      'stage',
      'noRatio',
    ]),
    'crossed.anova_components': nothing({ y: [] }),
    'crossed.lmm': nothing({ ratings: [], ...noSystems }),
    'crossed.glmm': nothing({ ratings: [], ...noSystems }),
    'crossed.clmm': nothing({ ratings: [], ...noSystems }),
    // Every resample of nothing is undefined.
    'boot.cluster': nothing({ values: [], clusters: [] }, ['undefinedReplicates']),
    'boot.pigeonhole': nothing({ values: [], q: [], r: [] }, ['undefinedReplicates']),
    'boot.intervals': nothing({ estimate: 0.3, replicates: [] }),
    'ppi.mean': nothing({ y: [], f: [], fUnlabeled: [] }),
    'ppi.cluster': nothing({ y: [], f: [], fUnlabeled: [], clusters: [], clustersUnlabeled: [] }),
    'pref.win_difference': nothing({ comparisons: [], system: 'llm' }),
    'pref.cluster_signflip': nothing({ values: [], clusters: [] }),
    'pref.bradley_terry': nothing({ counts: [], ...noSystems }),
    'pref.davidson': nothing({ counts: [], ...noSystems }),
    'pref.davidson_covariates': nothing({ rows: [], ...noSystems }),
    'pref.bt_style': nothing({ rows: [], ...noSystems }),
    'pref.style_difference': nothing({ pairs: [] }),
    'pref.rank_sets': nothing({ estimates: [], cov: [] }),
    'pref.prob_best': nothing({ estimates: [], cov: [] }),
    'paired.cochran_q': nothing({ x: [] }),
    'rank.friedman': nothing({ x: [] }),
    'rank.wilcoxon_signed': nothing({ d: [] }),
    'mult.adjust': nothing({ p: [] }),
    'mult.gatekeeping': nothing({ families: [] }),
    'meta.random_effects': nothing({ yi: [], vi: [] }),
    'meta.convert': nothing({ kind: 'win_rate', wins: 0, losses: 0 }),
    'shift.arm_correlation': nothing({ x: [], y: [] }),
    'shift.measurement_error': nothing({ x: [], y: [], seX: [], seY: [] }),
    'shift.coverage': nothing({ benchmark: {}, practice: {} }),
    'shift.coverage_ci': nothing({ benchmark: {}, practice: {} }),
    'shift.kish_ess': nothing({ weights: [] }),
    'shift.poststratify': nothing({ weights: [], n: [], mean: [], variance: [] }),
    'econ.cost_per_answer': nothing({ answers: [], prices: { inputPerMTok: 1, outputPerMTok: 2 } }),
    'econ.pareto': nothing({ systems: [] }),
    'proportion.ci': nothing({ x: 0, n: 0 }),
    'paired.diff_ci': nothing(noTable),
    'paired.tango_noninferiority': nothing({ ...noTable, margin: 0.1 }),
    'stat.quantile': nothing({ x: [], probs: [0.5] }),
    'seq.normal_mixture_cs': nothing({ x: [] }, ['rho2']),
    'seq.empirical_bernstein_cs': nothing({ x: [] }),
    // Without a decisive vote nothing speaks against equality: the p is 1 by definition.
    'paired.mcnemar': nothing(noTable, ['exactP', 'midP']),
    'pref.sign_test': nothing({ wins: 0, losses: 0 }, ['exactP', 'midP']),
    'pref.position_bias': nothing({ firstWins: 0, secondWins: 0 }, ['p']),
    'seq.betabinomial': nothing({ outcomes: [] }, ['anytimeP', 'upper']),
  },
  {
    'takes an estimate, prices or a plan': [
      'decision.classify',
      'dist.functions',
      'econ.breakeven',
      'econ.nmb',
      'econ.tornado',
      'equiv.sample_size',
      'equiv.tost',
      'equiv.win_rate_claim',
      'power.simulate',
      'power.two_way',
      'seq.alpha_spending',
    ],
  },
)

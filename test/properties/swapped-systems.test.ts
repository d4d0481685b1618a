import { swappedDecisionsOfArms } from './checks/decisions-of-arms.ts'
import { swappedScores } from './checks/scores-of-arms.ts'
import { swappedDecisions } from './checks/swapped-decisions.ts'
import { inputs } from './inputs/inputs.ts'
import { becomes, describeProperty, unchanged } from './support/check.ts'
import { exchangedTable, opposite, otherSlot, reversed, reversedCounts } from './support/opposites.ts'
import {
  both,
  type Change,
  complement,
  eachPart,
  exchanged,
  mirrored,
  negated,
  only,
  renamedKeys,
  turnedOver,
  without,
  withParts,
} from './support/results.ts'

const mirroredDraws = withParts({ estimate: negated, ci: mirrored, percentile: mirrored })
const mirroredPpi = withParts({
  estimate: negated,
  ci: mirrored,
  classical: withParts({ estimate: negated }),
  judgeOnly: negated,
})

const lastOf =
  (count: number): Change =>
  (rank) =>
    typeof rank === 'number' ? count + 1 - rank : rank

/** What is said of the second system against the first is said of the first against the second. */
const turnedContrast = both(
  only('coefficients', 'se'),
  withParts({
    coefficients: both(
      only('tool'),
      renamedKeys(() => 'llm'),
      negated,
    ),
    se: both(
      only('tool'),
      renamedKeys(() => 'llm'),
    ),
  }),
)

describeProperty(
  'exchanging two systems turns differences round and leaves p as it is',
  {
    ...swappedDecisions,
    ...swappedDecisionsOfArms,
    ...swappedScores,
    'pref.win_difference': becomes(
      inputs['pref.win_difference'],
      (input) => ({ ...input, system: input.opponent, opponent: input.system }),
      both(
        exchanged('wins', 'losses'),
        withParts({ estimate: negated, ci: mirrored, winRateTiesHalf: complement }),
      ),
    ),
    'crossed.paired_difference': becomes(
      inputs['crossed.paired_difference'],
      (input) => ({ ...input, a: input.b, b: input.a }),
      withParts({ estimate: negated, ci: mirrored }),
    ),
    // The other stage as the reference: then no arm has more preferences than its reference.
    'crossed.factorial': becomes(
      inputs['crossed.factorial'],
      (input) => ({ ...input, stages: ['dpo', 'none'] }),
      withParts({
        stages: eachPart(
          withParts({
            stage: () => 'none',
            effect: withParts({ estimate: negated, ci: mirrored }),
            interaction: withParts({ estimate: negated, ci: mirrored }),
            perThousandPreferences: () => null,
            thousandsPerStep: () => null,
          }),
        ),
      }),
    ),
    'crossed.lmm': becomes(
      inputs['crossed.lmm'].map((input) => ({ ...input, systems: ['llm', 'tool'] })),
      (input) => ({ ...input, systems: ['tool', 'llm'] }),
      turnedContrast,
      { tolerance: 1e-5, runs: 10 },
    ),
    'crossed.glmm': becomes(
      inputs['crossed.glmm'].map((input) => ({ ...input, systems: ['llm', 'tool'] })),
      (input) => ({ ...input, systems: ['tool', 'llm'] }),
      turnedContrast,
      { tolerance: 1e-4, runs: 6 },
    ),
    'crossed.clmm': becomes(
      inputs['crossed.clmm'].map((input) => ({ ...input, systems: ['llm', 'tool'] })),
      (input) => ({ ...input, systems: ['tool', 'llm'] }),
      turnedContrast,
      { tolerance: 1e-4, runs: 6 },
    ),
    // Positives and negatives exchanged: the area of the others.
    'blind.auc': becomes(
      inputs['blind.auc'],
      (input) => ({ ...input, positive: input.positive.map((own) => (own === null ? null : !own)) }),
      both(
        exchanged('positives', 'negatives'),
        withParts({
          auc: complement,
          ci: turnedOver(complement),
          clustered: withParts({ ci: turnedOver(complement) }),
        }),
      ),
    ),
    'paired.mcnemar': unchanged(inputs['paired.mcnemar'], exchangedTable),
    'paired.diff_ci': becomes(
      inputs['paired.diff_ci'],
      exchangedTable,
      withParts({
        diff: negated,
        wald: mirrored,
        newcombe: mirrored,
        tango: mirrored,
        agrestiMin: mirrored,
        bonettPrice: mirrored,
      }),
    ),
    'paired.tango_noninferiority': becomes(
      inputs['paired.tango_noninferiority'],
      exchangedTable,
      both(only('n', 'diff'), withParts({ diff: negated })),
    ),
    'rank.wilcoxon_signed': becomes(
      inputs['rank.wilcoxon_signed'],
      ({ d }) => ({ d: d.map(opposite) }),
      both(without('v'), withParts({ z: negated })),
    ),
    'pref.sign_test': unchanged(inputs['pref.sign_test'], ({ wins, losses, ties }) => ({
      wins: losses,
      losses: wins,
      ties,
    })),
    'pref.cluster_signflip': unchanged(inputs['pref.cluster_signflip'], (input) => ({
      ...input,
      values: input.values.map(opposite),
    })),
    'pref.bradley_terry': becomes(
      inputs['pref.bradley_terry'],
      (input) => ({ ...input, counts: input.counts.map(reversedCounts) }),
      withParts({ ability: negated, vsFirst: withParts({ estimate: negated }) }),
      { tolerance: 1e-6 },
    ),
    'pref.davidson': becomes(
      inputs['pref.davidson'],
      (input) => ({ ...input, counts: input.counts.map(reversedCounts) }),
      withParts({ logWorth: negated, position: negated }),
      { tolerance: 1e-6 },
    ),
    'pref.davidson_covariates': becomes(
      inputs['pref.davidson_covariates'],
      (input) => ({ ...input, rows: input.rows.map(reversed) }),
      withParts({ logWorth: negated, covariates: negated, position: negated }),
      { tolerance: 1e-6 },
    ),
    'pref.bt_style': becomes(
      inputs['pref.bt_style'],
      (input) => ({ ...input, rows: input.rows.map(reversed) }),
      withParts({ ability: negated, style: negated, position: negated }),
      { tolerance: 1e-6 },
    ),
    'pref.style_difference': becomes(
      inputs['pref.style_difference'],
      ({ pairs }) => ({ pairs: pairs.map(([a, b]) => [b, a]) }),
      negated,
    ),
    'pref.rank_sets': becomes(
      inputs['pref.rank_sets'],
      (input) => ({ ...input, estimates: input.estimates.map(opposite) }),
      both(
        exchanged('rankLower', 'rankUpper'),
        withParts({ rankLower: eachPart(lastOf(3)), rankUpper: eachPart(lastOf(3)) }),
      ),
    ),
    'pref.position_bias': becomes(
      inputs['pref.position_bias'],
      (input) => ({
        ...input,
        firstWins: input.secondWins,
        secondWins: input.firstWins,
        swapped: input.swapped.map((pair) => pair.map(otherSlot)),
      }),
      withParts({
        firstShare: complement,
        ci: turnedOver(complement),
        swap: (part) => (part === null ? null : exchanged('alwaysFirst', 'alwaysSecond')(part)),
      }),
    ),
    'ppi.mean': becomes(
      inputs['ppi.mean'],
      (input) => ({
        ...input,
        y: input.y.map(opposite),
        f: input.f.map(opposite),
        fUnlabeled: input.fUnlabeled.map(opposite),
      }),
      mirroredPpi,
    ),
    'ppi.cluster': becomes(
      inputs['ppi.cluster'],
      (input) => ({
        ...input,
        y: input.y.map(opposite),
        f: input.f.map(opposite),
        fUnlabeled: input.fUnlabeled.map(opposite),
      }),
      mirroredPpi,
    ),
    'boot.cluster': becomes(
      inputs['boot.cluster'],
      (input) => ({ ...input, values: input.values.map(opposite) }),
      mirroredDraws,
    ),
    'boot.pigeonhole': becomes(
      inputs['boot.pigeonhole'],
      (input) => ({ ...input, values: input.values.map(opposite) }),
      mirroredDraws,
    ),
    'boot.intervals': becomes(
      inputs['boot.intervals'],
      (input) => ({
        ...input,
        estimate: -input.estimate,
        replicates: input.replicates.map(opposite),
        jackknife: input.jackknife.map(opposite),
      }),
      withParts({
        percentile: mirrored,
        basic: mirrored,
        bca: mirrored,
        z0: negated,
        acceleration: negated,
      }),
    ),
  },
  {
    'a label among others: see relabelled.test.ts': [
      'agree.cohen',
      'agree.fleiss',
      'agree.gwet',
      'agree.icc',
      'agree.krippendorff',
      'blind.bang',
      'blind.guess_chance',
      'blind.independence',
      'blind.james',
      'blind.style_classifier',
      'econ.pareto',
      'judge.agreement',
      'judge.vs_reviewers',
      'paired.cochran_q',
      'rank.friedman',
    ],
    'of one system': [
      'calib.abstention',
      'calib.brier',
      'calib.ece',
      'calib.risk_coverage',
      'crossed.anova_components',
      'econ.cost_per_answer',
      'rubric.aggregate',
      'rubric.item_score',
      'rubric.worst_at_k',
    ],
    'the draws do not mirror': ['power.simulate', 'pref.prob_best'],
    'of no system, or of two that play different parts': [
      'dist.functions',
      'econ.breakeven',
      'econ.tornado',
      'mult.adjust',
      'mult.gatekeeping',
      'seq.alpha_spending',
      'shift.coverage',
      'shift.coverage_ci',
      'shift.kish_ess',
    ],
  },
)

import type {
  AssistedOutcome,
  AssistedResults,
  EffectResult,
} from '../../analysis/assisted/results-schema.ts'
import { type CsvColumns, csvText } from '../csv/csv-text.ts'

/**
 * The tables of a trial as tidy CSV files, every number on the scale of results.json and with all its digits (a difference of 0.06 is
 * 6 points). Undefined is an empty cell. Every file has a column `sample`, true for simulated decisions.
 */
export function trialCsvFiles(results: AssistedResults): ReadonlyMap<string, string> {
  return new Map([
    ['verdicts.csv', verdictsCsv(results)],
    ['flow.csv', flowCsv(results)],
    ['risks.csv', risksCsv(results)],
    ['contrasts.csv', contrastsCsv(results)],
    ['missing.csv', missingCsv(results)],
    ['mixed.csv', mixedCsv(results)],
    ['triage.csv', triageCsv(results)],
    ['stages.csv', stagesCsv(results)],
    ['simulated.csv', simulatedCsv(results)],
  ])
}

/** Columns of an effect under a prefix. */
function effectColumns<Row>(name: string, of: (row: Row) => EffectResult | null): CsvColumns<Row> {
  return {
    [name]: (row) => of(row)?.estimate ?? null,
    [`${name}_se`]: (row) => of(row)?.se ?? null,
    [`${name}_df`]: (row) => of(row)?.df ?? null,
    [`${name}_lower`]: (row) => of(row)?.ci95?.lower ?? null,
    [`${name}_upper`]: (row) => of(row)?.ci95?.upper ?? null,
    [`${name}_p`]: (row) => of(row)?.p ?? null,
  }
}

function verdictsCsv({ study, verdicts }: AssistedResults): string {
  return csvText(
    {
      sample: () => study.sample,
      hypothesis: (row) => row.hypothesis.id,
      kind: (row) => row.hypothesis.kind,
      axis: (row) => row.hypothesis.axis,
      candidate: (row) => row.hypothesis.candidate,
      against: (row) => row.hypothesis.against.join(' '),
      verdict: (row) => row.verdict,
      ...effectColumns('risk_difference', (row: (typeof verdicts)[number]) => row.estimate),
      p_raw: (row) => row.p.raw,
      p_adjusted: (row) => row.p.adjusted,
      family: (row) => row.hypothesis.family,
      family_size: (row) => row.p.familySize,
      headline: (row) => row.headline,
    },
    verdicts,
  )
}

function flowCsv({ study, flow }: AssistedResults): string {
  return csvText(
    {
      sample: () => study.sample,
      arm: (row) => row.arm,
      participants: (row) => row.participants,
      withdrawn: (row) => row.withdrawn,
      failed_attention: (row) => row.failedAttention,
      allocated: (row) => row.allocated,
      decided: (row) => row.decided,
      missing: (row) => row.missing,
      unscored_condition: (row) => row.unscored?.condition ?? null,
      unscored_disposition: (row) => row.unscored?.disposition ?? null,
    },
    flow.arms,
  )
}

const analysesOf = (outcomes: readonly AssistedOutcome[]) =>
  outcomes.flatMap(({ outcome, analyses }) => analyses.map((analysis) => ({ outcome, analysis })))

function risksCsv({ study, outcomes }: AssistedResults): string {
  const rows = analysesOf(outcomes).flatMap(({ outcome, analysis }) =>
    analysis.arms.map((risk) => ({ outcome, set: analysis.set, ...risk })),
  )
  return csvText(
    {
      sample: () => study.sample,
      outcome: (row) => row.outcome,
      set: (row) => row.set,
      arm: (row) => row.arm,
      right: (row) => row.right,
      n: (row) => row.n,
      risk: (row) => row.risk,
      lower: (row) => row.ci95?.lower ?? null,
      upper: (row) => row.ci95?.upper ?? null,
    },
    rows,
  )
}

function contrastsCsv({ study, outcomes }: AssistedResults): string {
  const rows = analysesOf(outcomes).flatMap(({ outcome, analysis }) =>
    analysis.contrasts.map((contrast) => ({ outcome, set: analysis.set, contrast })),
  )
  return csvText(
    {
      sample: () => study.sample,
      outcome: (row) => row.outcome,
      set: (row) => row.set,
      arm: (row) => row.contrast.arm,
      control: (row) => row.contrast.control,
      n_arm: (row) => row.contrast.n.arm,
      n_control: (row) => row.contrast.n.control,
      participants: (row) => row.contrast.participants,
      cases: (row) => row.contrast.cases,
      ...effectColumns('risk_difference', (row: (typeof rows)[number]) => row.contrast.riskDifference),
      holm_p: (row) => row.contrast.holmP,
      odds_ratio: (row) => row.contrast.oddsRatio.estimate,
      odds_ratio_lower: (row) => row.contrast.oddsRatio.ci95?.lower ?? null,
      odds_ratio_upper: (row) => row.contrast.oddsRatio.ci95?.upper ?? null,
      odds_ratio_p: (row) => row.contrast.oddsRatio.p,
      newcombe_lower: (row) => row.contrast.unclustered.newcombe?.lower ?? null,
      newcombe_upper: (row) => row.contrast.unclustered.newcombe?.upper ?? null,
      fisher_p: (row) => row.contrast.unclustered.fisherP,
    },
    rows,
  )
}

function missingCsv({ study, outcomes }: AssistedResults): string {
  const rows = outcomes.flatMap(({ outcome, missing }) => missing.map((bound) => ({ outcome, bound })))
  return csvText(
    {
      sample: () => study.sample,
      outcome: (row) => row.outcome,
      arm: (row) => row.bound.arm,
      missing_arm: (row) => row.bound.missing.arm,
      missing_control: (row) => row.bound.missing.control,
      ...effectColumns('worst', (row: (typeof rows)[number]) => row.bound.worst),
      ...effectColumns('best', (row: (typeof rows)[number]) => row.bound.best),
    },
    rows,
  )
}

function mixedCsv({ study, outcomes }: AssistedResults): string {
  const rows = outcomes.flatMap(({ outcome, mixed }) => mixed.arms.map((one) => ({ outcome, mixed, one })))
  return csvText(
    {
      sample: () => study.sample,
      outcome: (row) => row.outcome,
      arm: (row) => row.one.arm,
      odds_ratio: (row) => row.one.oddsRatio.estimate,
      lower: (row) => row.one.oddsRatio.ci95?.lower ?? null,
      upper: (row) => row.one.oddsRatio.ci95?.upper ?? null,
      p: (row) => row.one.oddsRatio.p,
      var_participant: (row) => row.mixed.varParticipant,
      var_case: (row) => row.mixed.varCase,
      n: (row) => row.mixed.n,
    },
    rows,
  )
}

function triageCsv({ study, triage }: AssistedResults): string {
  return csvText(
    {
      sample: () => study.sample,
      arm: (row) => row.arm,
      n: (row) => row.n,
      exact: (row) => row.exact,
      under: (row) => row.under,
      over: (row) => row.over,
      ...effectColumns('under_difference', (row: (typeof triage)[number]) => row.underDifference),
      ...effectColumns('over_difference', (row: (typeof triage)[number]) => row.overDifference),
    },
    triage,
  )
}

function stagesCsv({ study, stages }: AssistedResults): string {
  const rows = (stages ?? []).flatMap(({ outcome, arms }) =>
    arms.flatMap((arm) =>
      arm.shares.map((share) => ({
        outcome,
        arm,
        share,
        step: arm.steps.find(({ to }) => to === share.stage),
      })),
    ),
  )
  return csvText(
    {
      sample: () => study.sample,
      outcome: (row) => row.outcome,
      arm: (row) => row.arm.arm,
      stage: (row) => row.share.stage,
      n: (row) => row.arm.n,
      scored: (row) => row.share.scored,
      share: (row) => row.share.share,
      share_lower: (row) => row.share.ci95?.lower ?? null,
      share_upper: (row) => row.share.ci95?.upper ?? null,
      change: (row) => row.step?.difference ?? null,
      change_lower: (row) => row.step?.ci95?.lower ?? null,
      change_upper: (row) => row.step?.ci95?.upper ?? null,
      change_p: (row) => row.step?.p ?? null,
    },
    rows,
  )
}

function simulatedCsv({ study, simulated }: AssistedResults): string {
  const rows = (simulated?.outcomes ?? []).flatMap(({ outcome, arms }) =>
    arms.map((one) => ({ outcome, one })),
  )
  return csvText(
    {
      sample: () => study.sample,
      outcome: (row) => row.outcome,
      arm: (row) => row.one.arm,
      real_right: (row) => row.one.real.right,
      real_n: (row) => row.one.real.n,
      simulated_right: (row) => row.one.simulated.right,
      simulated_n: (row) => row.one.simulated.n,
      ...effectColumns('simulated_less_real', (row: (typeof rows)[number]) => row.one.difference),
    },
    rows,
  )
}

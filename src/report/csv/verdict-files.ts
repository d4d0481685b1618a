import type { Results, Verdict } from '../../analysis/results-schema.ts'
import { estimateColumns, intervalColumns, joined, unitOf } from './common-columns.ts'
import { type CsvColumns, csvText } from './csv-text.ts'

/** One row per locked hypothesis. */
export function verdictsCsv(results: Results): string {
  return csvText<Verdict>(
    {
      ...hypothesisColumns<Verdict>(results, (row) => row),
      margin: (row) => row.hypothesis.margin?.value ?? null,
      margin_unit: (row) => row.hypothesis.margin?.unit ?? null,
      margin_on_estimate: (row) => row.hypothesis.margin?.onEstimate ?? null,
      alpha: (row) => row.hypothesis.alpha,
      sides: (row) => row.hypothesis.sides,
      family: (row) => row.hypothesis.family,
      family_size: (row) => row.p.familySize,
      plan_state: () => results.plan.state,
      verdict: (row) => row.verdict,
      headline: (row) => row.headline,
      unit: (row) => unitOf(results, row.hypothesis.axis),
      ...estimateColumns<Verdict>((row) => row.estimate),
      interval_level: (row) => row.interval?.level ?? null,
      ...intervalColumns('interval', (row: Verdict) => row.interval),
      p_raw: (row) => row.p.raw,
      p_look_adjusted: (row) => row.p.lookAdjusted,
      p_adjusted: (row) => row.p.adjusted,
      wins: (row) => row.outcomes?.wins ?? null,
      ties: (row) => row.outcomes?.ties ?? null,
      losses: (row) => row.outcomes?.losses ?? null,
      win_rate_ties_half: (row) => row.outcomes?.winRateTiesHalf ?? null,
      by_refusal_rule: (row) => row.outcomes?.byRefusalRule ?? null,
      smallest_provable_margin: (row) => row.smallestProvableMargin,
      assay_sensitivity_shown: (row) => row.assaySensitivity?.shown ?? null,
      assay_sensitivity_arm: (row) => row.assaySensitivity?.arm ?? null,
      assay_sensitivity_estimate: (row) => row.assaySensitivity?.estimate ?? null,
      assay_sensitivity_p: (row) => row.assaySensitivity?.p ?? null,
      fragility_direction: (row) => row.fragility?.direction ?? null,
      fragility_marks: (row) => row.fragility?.marks ?? null,
      fragility_lowest: (row) => row.fragility?.lowest ?? null,
      fragility_highest: (row) => row.fragility?.highest ?? null,
      fragility_of: (row) => row.fragility?.of ?? null,
      fragility_orders: (row) => row.fragility?.orders ?? null,
      fragility_becomes: (row) =>
        row.fragility?.becomes.map((one) => `${one.verdict} (${one.orders})`).join('; ') ?? null,
    },
    results.verdicts,
  )
}

/** One row per hypothesis and treatment of refused answers. */
export function answerSetsCsv(results: Results): string {
  type Row = { readonly verdict: Verdict; readonly set: Verdict['answerSets'][number] }
  return csvText<Row>(
    {
      ...hypothesisColumns<Row>(results, (row) => row.verdict),
      answer_set: (row) => row.set.set,
      chosen: (row) => row.set.chosen,
      unit: (row) => unitOf(results, row.verdict.hypothesis.axis),
      estimate: (row) => row.set.estimate,
      ...intervalColumns('ci95', (row: Row) => row.set.ci95),
      n: (row) => row.set.n,
      n_questions: (row) => row.set.nQuestions,
    },
    results.verdicts.flatMap((verdict) => verdict.answerSets.map((set) => ({ verdict, set }))),
  )
}

function hypothesisColumns<Row>(results: Results, verdict: (row: Row) => Verdict): CsvColumns<Row> {
  return {
    sample: () => results.study.sample,
    hypothesis: (row) => verdict(row).hypothesis.id,
    kind: (row) => verdict(row).hypothesis.kind,
    axis: (row) => verdict(row).hypothesis.axis,
    rendering: (row) => verdict(row).hypothesis.rendering,
    candidate: (row) => verdict(row).hypothesis.candidate,
    stratum: (row) => {
      const { stratum } = verdict(row).hypothesis
      return stratum === null ? null : `${stratum.name}: ${stratum.level}`
    },
    against: (row) => joined(verdict(row).hypothesis.against),
  }
}

/** One row per arm: answered, refused, failed and not recorded stay apart. */
export function coverageCsv(results: Results): string {
  type Row = Results['data']['coverage'][number]
  return csvText<Row>(
    {
      sample: () => results.study.sample,
      arm: (row) => row.arm,
      items: (row) => row.items,
      answered: (row) => row.answered,
      refused: (row) => row.refused,
      failed: (row) => row.failed,
      unrecorded: (row) => row.unrecorded,
    },
    results.data.coverage,
  )
}

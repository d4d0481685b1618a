import type { Contrast, Results, Section } from '../../analysis/results-schema.ts'
import { estimateColumns, intervalColumns, joined, sectionColumns, unitOf } from './common-columns.ts'
import { type CsvColumns, csvText } from './csv-text.ts'

interface ContrastRow {
  readonly section: Section
  readonly kind: 'one-against-rest' | 'pair'
  readonly contrast: Contrast
}

function contrastRows(results: Results): ContrastRow[] {
  return results.sections.flatMap((section) => [
    ...section.oneAgainstRest.map((contrast) => ({ section, kind: 'one-against-rest' as const, contrast })),
    ...section.pairs.map((contrast) => ({ section, kind: 'pair' as const, contrast })),
  ])
}

function contrastColumns<Row extends ContrastRow>(results: Results): CsvColumns<Row> {
  return {
    ...sectionColumns<Row>(results, (row) => row.section),
    kind: (row) => row.kind,
    candidate: (row) => row.contrast.candidate,
    against: (row) => joined(row.contrast.against),
  }
}

/** One row per contrast with its estimate, record, bootstrap, sign flips, description and published figures. */
export function contrastsCsv(results: Results): string {
  const boot = (direction: 'byQuestion' | 'byReviewer', name: string): CsvColumns<ContrastRow> => ({
    [`${name}_clusters`]: (row) => row.contrast.bootstrap[direction]?.clusters ?? null,
    [`${name}_resamples`]: (row) => row.contrast.bootstrap[direction]?.resamples ?? null,
    [`${name}_undefined_resamples`]: (row) => row.contrast.bootstrap[direction]?.undefinedResamples ?? null,
    [`${name}_few_clusters`]: (row) => row.contrast.bootstrap[direction]?.fewClusters ?? null,
    [`${name}_se`]: (row) => row.contrast.bootstrap[direction]?.se ?? null,
    ...intervalColumns(`${name}_ci95`, (row: ContrastRow) => row.contrast.bootstrap[direction]?.ci95 ?? null),
  })
  return csvText<ContrastRow>(
    {
      ...contrastColumns<ContrastRow>(results),
      unit: (row) => unitOf(results, row.section.axis),
      ...estimateColumns<ContrastRow>((row) => row.contrast.estimate),
      p_benjamini_hochberg: (row) => row.contrast.adjustedP,
      wins: (row) => row.contrast.outcomes?.wins ?? null,
      ties: (row) => row.contrast.outcomes?.ties ?? null,
      losses: (row) => row.contrast.outcomes?.losses ?? null,
      win_rate_ties_half: (row) => row.contrast.outcomes?.winRateTiesHalf ?? null,
      by_refusal_rule: (row) => row.contrast.outcomes?.byRefusalRule ?? null,
      mean_candidate: (row) => row.contrast.means?.candidate ?? null,
      mean_against: (row) => row.contrast.means?.against ?? null,
      ...boot('byQuestion', 'bootstrap_questions'),
      ...boot('byReviewer', 'bootstrap_reviewers'),
      sign_flip_p_by_question: (row) => row.contrast.signFlip?.byQuestion ?? null,
      sign_flip_p_by_reviewer: (row) => row.contrast.signFlip?.byReviewer ?? null,
      sign_flip_p: (row) => row.contrast.signFlip?.p ?? null,
      description_not_a_verdict: (row) => row.contrast.description?.class ?? null,
      description_margin: (row) => row.contrast.description?.margin ?? null,
      published: (row) =>
        row.contrast.published.map((figure) => `${figure.estimate} (${figure.source})`).join('; ') || null,
    },
    contrastRows(results),
  )
}

/** One row per contrast and other way of scoring or weighting it. */
export function sensitivityCsv(results: Results): string {
  type Row = ContrastRow & { readonly analysis: Contrast['sensitivity'][number] }
  return csvText<Row>(
    {
      ...contrastColumns<Row>(results),
      analysis: (row) => row.analysis.kind,
      unit: (row) =>
        row.analysis.kind === 'mean-score' ? 'mean signed strength' : unitOf(results, row.section.axis),
      estimate: (row) => row.analysis.estimate,
      ...intervalColumns('ci95', (row: Row) => row.analysis.ci95),
      p: (row) => row.analysis.p,
      n: (row) => row.analysis.n,
    },
    contrastRows(results).flatMap((row) =>
      row.contrast.sensitivity.map((analysis) => ({ ...row, analysis })),
    ),
  )
}

/** One row per level of a stratum and arm. */
export function strataCsv(results: Results): string {
  type Row = {
    readonly section: Section
    readonly stratum: string
    readonly of: Section['strata'][number]['rows'][number]
  }
  const rows = results.sections.flatMap((section) =>
    section.strata.flatMap(({ stratum, rows: levels }) => levels.map((of) => ({ section, stratum, of }))),
  )
  return csvText<Row>(
    {
      ...sectionColumns<Row>(results, (row) => row.section),
      stratum: (row) => row.stratum,
      level: (row) => row.of.level,
      candidate: (row) => row.of.candidate,
      against: (row) => joined(row.of.against),
      unit: (row) => unitOf(results, row.section.axis),
      estimate: (row) => row.of.estimate,
      ...intervalColumns('ci95', (row: Row) => row.of.ci95),
      p: (row) => row.of.p,
      p_benjamini_hochberg: (row) => row.of.adjustedP,
      n: (row) => row.of.n,
      n_questions: (row) => row.of.nQuestions,
    },
    rows,
  )
}

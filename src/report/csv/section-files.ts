import type { Results, Section } from '../../analysis/results-schema.ts'
import { estimateColumns, intervalColumns, joined, sectionColumns } from './common-columns.ts'
import { csvText } from './csv-text.ts'

/** One row per arm: its mean or its log worth, and the ranks left possible. */
export function armsCsv(results: Results): string {
  type Row = { readonly section: Section; readonly of: Section['arms'][number] }
  return csvText<Row>(
    {
      ...sectionColumns<Row>(results, (row) => row.section),
      arm: (row) => row.of.arm,
      n: (row) => row.of.n,
      mean: (row) => row.of.mean,
      log_worth: (row) => row.of.logWorth,
      log_worth_se: (row) => row.of.logWorthSe,
      log_worth_undefined_because: (row) => row.section.davidson?.undefinedBecause ?? null,
      rank_lower: (row) => row.of.ranks?.lower ?? null,
      rank_upper: (row) => row.of.ranks?.upper ?? null,
    },
    results.sections.flatMap((section) => section.arms.map((of) => ({ section, of }))),
  )
}

/** One row per arm, or contrast, and level: signed strength on pairwise axes, the mark on absolute ones. */
export function levelsCsv(results: Results): string {
  type Row = {
    readonly section: Section
    readonly kind: 'arm' | 'one-against-rest' | 'pair'
    readonly arm: string
    readonly against: readonly string[] | null
    readonly score: number
    readonly n: number
  }
  const rows: Row[] = results.sections.flatMap((section) => [
    ...section.arms.flatMap(({ arm, levels }) =>
      levels.map((level) => ({ section, kind: 'arm' as const, arm, against: null, ...level })),
    ),
    ...(['oneAgainstRest', 'pairs'] as const).flatMap((list) =>
      section[list].flatMap(({ candidate, against, levels }) =>
        levels.map((level) => ({
          section,
          kind: list === 'pairs' ? ('pair' as const) : ('one-against-rest' as const),
          arm: candidate,
          against,
          ...level,
        })),
      ),
    ),
  ])
  return csvText<Row>(
    {
      ...sectionColumns<Row>(results, (row) => row.section),
      kind: (row) => row.kind,
      arm: (row) => row.arm,
      against: (row) => (row.against === null ? null : joined(row.against)),
      score: (row) => row.score,
      n: (row) => row.n,
    },
    rows,
  )
}

/** One row per axis and rendering in which the order shown is known. */
export function positionCsv(results: Results): string {
  type Row = { readonly section: Section; readonly of: NonNullable<Section['position']> }
  return csvText<Row>(
    {
      ...sectionColumns<Row>(results, (row) => row.section),
      decisive: (row) => row.of.decisive,
      first_share: (row) => row.of.firstShare,
      ...intervalColumns('wilson95', (row: Row) => row.of.wilson95),
      exact_p: (row) => row.of.exactP,
      ...estimateColumns<Row>((row) => row.of.difference, 'first_minus_second_'),
    },
    results.sections.flatMap((section) =>
      section.position === null ? [] : [{ section, of: section.position }],
    ),
  )
}

/** One row per axis and rendering with marks on the same answer or pair. */
export function agreementCsv(results: Results): string {
  type Row = { readonly section: Section; readonly of: NonNullable<Section['agreement']> }
  return csvText<Row>(
    {
      ...sectionColumns<Row>(results, (row) => row.section),
      units: (row) => row.of.units,
      marks: (row) => row.of.marks,
      percent_agreement: (row) => row.of.percentAgreement,
      percent_within_one_step: (row) => row.of.percentWithinOneStep,
      alpha_ordinal: (row) => row.of.alphaOrdinal,
      ...intervalColumns('alpha_ordinal_ci95', (row: Row) => row.of.alphaOrdinalCi95),
      alpha_nominal: (row) => row.of.alphaNominal,
      ac1: (row) => row.of.ac1,
      ...intervalColumns('ac1_ci95', (row: Row) => row.of.ac1Ci95),
      ac2: (row) => row.of.ac2,
      ...intervalColumns('ac2_ci95', (row: Row) => row.of.ac2Ci95),
    },
    results.sections.flatMap((section) =>
      section.agreement === null ? [] : [{ section, of: section.agreement }],
    ),
  )
}

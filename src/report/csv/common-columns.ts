import type { EstimateResult, Interval, Results, Section } from '../../analysis/results-schema.ts'
import type { CsvCell, CsvColumns } from './csv-text.ts'

/** Several arms in one cell. */
export function joined(arms: readonly string[]): string {
  return arms.join(' + ')
}

/** What the numbers of an axis count. */
export function unitOf(results: Results, axis: string): string {
  const form = results.plan.axes.find((planned) => planned.id === axis)?.form
  return form === 'absolute' ? 'mean difference of marks' : 'win difference from -1 to 1'
}

/** `<name>_lower` and `<name>_upper`. */
export function intervalColumns<Row>(name: string, interval: (row: Row) => Interval | null): CsvColumns<Row> {
  return {
    [`${name}_lower`]: (row) => interval(row)?.lower ?? null,
    [`${name}_upper`]: (row) => interval(row)?.upper ?? null,
  }
}

/** Everything of an estimate. @param prefix In front of each column; empty for none. */
export function estimateColumns<Row>(estimate: (row: Row) => EstimateResult, prefix = ''): CsvColumns<Row> {
  const column = (name: string, value: (of: EstimateResult) => CsvCell): CsvColumns<Row> => ({
    [`${prefix}${name}`]: (row) => value(estimate(row)),
  })
  return {
    ...column('estimate', (of) => of.estimate),
    ...column('se', (of) => of.standardErrors.used),
    ...column('df', (of) => of.df),
    ...intervalColumns(`${prefix}ci95`, (row) => estimate(row).ci95),
    ...intervalColumns(`${prefix}ci90`, (row) => estimate(row).ci90),
    ...column('p', (of) => of.p),
    ...column('n', (of) => of.n),
    ...column('n_questions', (of) => of.nQuestions),
    ...column('n_reviewers', (of) => of.nReviewers),
    ...column('se_independent_rows', (of) => of.standardErrors.independentRows),
    ...column('se_by_question', (of) => of.standardErrors.byQuestion),
    ...column('se_by_reviewer', (of) => of.standardErrors.byReviewer),
    ...column('se_by_cell', (of) => of.standardErrors.byCell),
    ...column('design_effect', (of) => of.designEffect),
    ...column('effective_n', (of) => of.effectiveN),
  }
}

/** Where in the results a row belongs. */
export function sectionColumns<Row>(results: Results, section: (row: Row) => Section): CsvColumns<Row> {
  return {
    sample: () => results.study.sample,
    axis: (row) => section(row).axis,
    rendering: (row) => section(row).rendering,
    form: (row) => section(row).form,
    primary: (row) => section(row).primary,
  }
}

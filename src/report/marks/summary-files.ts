import { type Marks, marksSchema } from '../../analysis/judges/marks-schema.ts'
import { type CsvColumns, csvText } from '../csv/csv-text.ts'

/** The text of marks.json. Same marks, same bytes. */
export function marksText(marks: Marks): string {
  return `${JSON.stringify(marksSchema.parse(marks), null, 2)}\n`
}

/** The figures of marks.json as tables; only those of the ways of marking that were used. Text by file name. */
export function summaryFiles(marks: Marks): ReadonlyMap<string, string> {
  const { key, rubric, pairwise } = marks
  return new Map([
    ...(key === null
      ? []
      : [
          ['key-arms.csv', keyArmsCsv(marks, key.arms)] as const,
          ['key-comparisons.csv', keyComparisonsCsv(marks, key.comparisons)] as const,
        ]),
    ...(rubric === null
      ? []
      : [
          ['rubric-arms.csv', rubricArmsCsv(marks, rubric.arms)] as const,
          ['rubric-tags.csv', rubricTagsCsv(marks, rubric.arms)] as const,
          ['rubric-comparisons.csv', rubricComparisonsCsv(marks, rubric.comparisons)] as const,
          ['rubric-judges.csv', rubricJudgesCsv(marks, rubric.judges)] as const,
        ]),
    ...(pairwise === null ? [] : [['pairs.csv', pairsCsv(marks, pairwise.rows)] as const]),
  ])
}

type Key = NonNullable<Marks['key']>
type Rubric = NonNullable<Marks['rubric']>
type Pairwise = NonNullable<Marks['pairwise']>
type Bounds = { readonly lower: number; readonly upper: number } | null

function sample<Row>(marks: Marks): CsvColumns<Row> {
  return { sample: () => marks.study.sample }
}

function bounds<Row>(name: string, of: (row: Row) => Bounds): CsvColumns<Row> {
  return {
    [`${name}_lower`]: (row) => of(row)?.lower ?? null,
    [`${name}_upper`]: (row) => of(row)?.upper ?? null,
  }
}

function keyArmsCsv(marks: Marks, rows: Key['arms']): string {
  return csvText<Key['arms'][number]>(
    {
      ...sample(marks),
      arm: (row) => row.arm,
      replicate: (row) => row.replicate,
      items: (row) => row.items,
      answered: (row) => row.answered,
      refused: (row) => row.refused,
      failed: (row) => row.failed,
      missing: (row) => row.missing,
      unmarked: (row) => row.unmarked,
      right: (row) => row.right,
      wrong: (row) => row.wrong,
      not_scored_empty: (row) => row.notScored.empty,
      not_scored_refused: (row) => row.notScored.refused,
      not_scored_no_choice: (row) => row.notScored.noChoice,
      not_scored_ambiguous: (row) => row.notScored.ambiguous,
      accuracy_of_all: (row) => row.accuracyOfAll,
      ...bounds('ci_of_all', (row) => row.ciOfAll),
      accuracy_of_scored: (row) => row.accuracyOfScored,
      ...bounds('ci_of_scored', (row) => row.ciOfScored),
    },
    rows,
  )
}

function keyComparisonsCsv(marks: Marks, rows: Key['comparisons']): string {
  return csvText<Key['comparisons'][number]>(
    {
      ...sample(marks),
      arm_a: (row) => row.armA,
      arm_b: (row) => row.armB,
      basis: (row) => row.basis,
      n: (row) => row.n,
      n_dropped: (row) => row.nDropped,
      difference: (row) => row.difference,
      ...bounds('newcombe', (row) => row.ci),
      discordant: (row) => row.discordant,
      mcnemar_mid_p: (row) => row.midP,
    },
    rows,
  )
}

function rubricArmsCsv(marks: Marks, rows: Rubric['arms']): string {
  return csvText<Rubric['arms'][number]>(
    {
      ...sample(marks),
      arm: (row) => row.arm,
      panel: (row) => row.panel,
      answers: (row) => row.answers,
      criteria: (row) => row.criteria,
      unmarked: (row) => row.unmarked,
      n_items: (row) => row.n,
      score: (row) => row.score,
      se: (row) => row.se,
    },
    rows,
  )
}

function rubricTagsCsv(marks: Marks, arms: Rubric['arms']): string {
  type Row = { readonly arm: Rubric['arms'][number]; readonly tag: Rubric['arms'][number]['tags'][number] }
  return csvText<Row>(
    {
      ...sample(marks),
      arm: (row) => row.arm.arm,
      panel: (row) => row.arm.panel,
      tag: (row) => row.tag.tag,
      n_items: (row) => row.tag.n,
      score: (row) => row.tag.score,
      se: (row) => row.tag.se,
    },
    arms.flatMap((arm) => arm.tags.map((tag) => ({ arm, tag }))),
  )
}

function rubricComparisonsCsv(marks: Marks, rows: Rubric['comparisons']): string {
  return csvText<Rubric['comparisons'][number]>(
    {
      ...sample(marks),
      arm_a: (row) => row.armA,
      arm_b: (row) => row.armB,
      n_items: (row) => row.n,
      difference: (row) => row.difference,
      se: (row) => row.se,
      ...bounds('ci', (row) => row.ci),
    },
    rows,
  )
}

function rubricJudgesCsv(marks: Marks, rows: Rubric['judges']): string {
  return csvText<Rubric['judges'][number]>(
    {
      ...sample(marks),
      judge: (row) => row.judge,
      family: (row) => row.family,
      versions: (row) => row.versions.join('; '),
      prompt_hashes: (row) => row.promptHashes.join('; '),
      arm: (row) => row.arm,
      own_family: (row) => row.ownFamily,
      met: (row) => row.met,
      not_met: (row) => row.notMet,
      failed_no_reply: (row) => row.failures['no-reply'],
      failed_refused: (row) => row.failures.refused,
      failed_truncated: (row) => row.failures.truncated,
      failed_empty: (row) => row.failures.empty,
      failed_malformed: (row) => row.failures.malformed,
      failed_missing_field: (row) => row.failures['missing-field'],
    },
    rows,
  )
}

function pairsCsv(marks: Marks, rows: Pairwise['rows']): string {
  return csvText<Pairwise['rows'][number]>(
    {
      ...sample(marks),
      judge: (row) => row.judge,
      family: (row) => row.family,
      axis: (row) => row.axis,
      arm_a: (row) => row.armA,
      arm_b: (row) => row.armB,
      own_family: (row) => row.ownFamily,
      pairs: (row) => row.pairs,
      failed: (row) => row.failed,
      incomplete: (row) => row.incomplete,
      wins_a: (row) => row.winsA,
      ties: (row) => row.ties,
      wins_b: (row) => row.winsB,
      same: (row) => row.same,
      flipped: (row) => row.flipped,
      half: (row) => row.half,
      consistency: (row) => row.consistency,
      first_share: (row) => row.firstShare,
      ...bounds('ci_of_first', (row) => row.ciOfFirst),
    },
    rows,
  )
}

import { type CsvColumns, csvText } from '../csv/csv-text.ts'

/** One answer and what the key made of it. */
export interface KeyLine {
  readonly item: string
  readonly arm: string
  readonly replicate: number
  readonly choices: readonly string[]
  readonly noChoice: string | null
  readonly candidates: readonly string[]
  readonly key: readonly string[]
  /** Under the scoring of the protocol. */
  readonly outcome: string
  readonly rule: string
}

export function keyListCsv(sample: boolean, rows: readonly KeyLine[]): string {
  return csvText<KeyLine>(
    {
      sample: () => sample,
      item: (row) => row.item,
      arm: (row) => row.arm,
      replicate: (row) => row.replicate,
      choices: (row) => row.choices.join('; '),
      no_choice: (row) => row.noChoice,
      candidates: (row) => row.candidates.join('; '),
      key: (row) => row.key.join('; '),
      outcome: (row) => row.outcome,
      rule: (row) => row.rule,
    },
    rows,
  )
}

interface JudgesLine {
  readonly item: string
  readonly judge: string
  readonly judgeFamily: string | null
  readonly judgeVersion: string | null
  readonly promptHash: string | null
  readonly ownFamily: boolean
  readonly failure: string | null
}

/** One criterion of one answer as one judge saw it. */
export interface CriterionLine extends JudgesLine {
  readonly arm: string
  readonly replicate: number
  readonly criterion: string
  readonly met: boolean | null
  readonly explanation: string | null
}

export function criterionListCsv(sample: boolean, rows: readonly CriterionLine[]): string {
  return csvText<CriterionLine>(
    {
      sample: () => sample,
      item: (row) => row.item,
      arm: (row) => row.arm,
      replicate: (row) => row.replicate,
      criterion: (row) => row.criterion,
      ...judgeColumns(),
      met: (row) => row.met,
      failure: (row) => row.failure,
      explanation: (row) => row.explanation,
    },
    rows,
  )
}

/** One order of one pair as one judge saw it. */
export interface PreferenceLine extends JudgesLine {
  readonly axis: string
  readonly armA: string
  readonly armB: string
  readonly replicateA: number
  readonly firstSide: string
  readonly preferred: string | null
}

export function preferenceListCsv(sample: boolean, rows: readonly PreferenceLine[]): string {
  return csvText<PreferenceLine>(
    {
      sample: () => sample,
      item: (row) => row.item,
      axis: (row) => row.axis,
      arm_a: (row) => row.armA,
      arm_b: (row) => row.armB,
      replicate: (row) => row.replicateA,
      ...judgeColumns(),
      first_side: (row) => row.firstSide,
      preferred_place: (row) => row.preferred,
      failure: (row) => row.failure,
    },
    rows,
  )
}

function judgeColumns<Row extends JudgesLine>(): CsvColumns<Row> {
  return {
    judge: (row) => row.judge,
    judge_family: (row) => row.judgeFamily,
    judge_version: (row) => row.judgeVersion,
    prompt_hash: (row) => row.promptHash,
    own_family: (row) => row.ownFamily,
  }
}

import type { ArmCount } from '../../analysis/assisted/count-table.ts'
import type { ScoredDecision } from '../../assisted/trial-data.ts'
import { type Cell, readTable, type TableRow } from '../../exchange/tables/table.ts'
import { type Problem, ProblemError, problem } from '../../problem.ts'
import { shownPath } from '../study-folder.ts'

/** A table of an assisted-use trial from elsewhere: counts by arm, or single decisions. */
export type DecisionTable =
  | {
      readonly kind: 'counts'
      readonly outcomes: readonly { readonly outcome: string; readonly arms: readonly ArmCount[] }[]
    }
  | { readonly kind: 'decisions'; readonly decisions: readonly ScoredDecision[] }

/**
 * Reads counts (columns `arm`, `right`, `n`, and `outcome` where there are several) or decisions (columns `participant`, `arm`,
 * `case`, `condition` and/or `disposition` as 1 and 0, empty for a missing one, and `attentive` where it is known). A participant
 * decides about a case with an arm once. All bad rows are told at once.
 *
 * @throws ProblemError of the reading of tables, TRIAL_TABLE_COLUMNS, TRIAL_TABLE_VALUE, TRIAL_TABLE_TWICE
 */
export async function readDecisionTable(path: string): Promise<DecisionTable> {
  const problems: Problem[] = []
  const rows: TableRow[] = []
  for await (const row of readTable(path, { report: (found) => problems.push(found) })) rows.push(row)
  if (problems.length > 0) throw new ProblemError(problems)
  const has = (...columns: readonly string[]) =>
    rows.length > 0 && rows.every(({ cells }) => columns.every((column) => column in cells))
  const reading = new Reading(shownPath(path))
  const table: DecisionTable | null = has('arm', 'right', 'n')
    ? { kind: 'counts', outcomes: countsOf(rows, reading) }
    : has('participant', 'arm', 'case') && (has('condition') || has('disposition'))
      ? { kind: 'decisions', decisions: decisionsOf(rows, reading) }
      : null
  if (table === null) {
    throw problem(
      'TRIAL_TABLE_COLUMNS',
      'The table has not the columns of a trial.',
      'Name the columns so.',
      {
        place: { file: shownPath(path) },
        expected:
          'arm, right, n (counts), or participant, arm, case and condition or disposition (decisions), in every row',
      },
    )
  }
  reading.finish()
  return table
}

/** Takes cells and keeps what is wrong with them. */
class Reading {
  readonly #problems: Problem[] = []

  readonly #file: string

  constructor(file: string) {
    this.#file = file
  }

  text({ line, cells }: TableRow, field: string): string {
    const cell = cells[field] ?? null
    const value = cell === null ? '' : String(cell).trim()
    if (value === '') this.#add(line, field, cell, 'a name')
    return value
  }

  count({ line, cells }: TableRow, field: string): number {
    const cell = cells[field] ?? null
    const value = cell === null || String(cell).trim() === '' ? Number.NaN : Number(cell)
    if (Number.isSafeInteger(value) && value >= 0) return value
    this.#add(line, field, cell, 'a whole number of at least 0')
    return 0
  }

  /** Null for an empty cell: missing. */
  truth({ line, cells }: TableRow, field: string): boolean | null {
    const cell = cells[field] ?? null
    const value = cell === null ? '' : String(cell).trim().toLowerCase()
    if (value === '') return null
    if (['1', 'true', 'yes'].includes(value)) return true
    if (['0', 'false', 'no'].includes(value)) return false
    this.#add(line, field, cell, '1 or 0, true or false, yes or no, or nothing for a missing one')
    return null
  }

  twice(line: number, field: string, value: string): void {
    this.#problems.push(
      ...problem('TRIAL_TABLE_TWICE', 'The table has this twice.', 'Keep one of the rows.', {
        place: { file: this.#file, line, field },
        value,
      }).problems,
    )
  }

  tooMany(line: number, right: number, n: number): void {
    this.#add(line, 'right', right, `at most n, which is ${n}`)
  }

  finish(): void {
    if (this.#problems.length > 0) throw new ProblemError(this.#problems)
  }

  #add(line: number, field: string, value: Cell, expected: string): void {
    this.#problems.push(
      ...problem('TRIAL_TABLE_VALUE', 'A cell of the table cannot be read.', 'Correct the cell.', {
        place: { file: this.#file, line, field },
        value: value === null ? null : String(value),
        expected,
      }).problems,
    )
  }
}

function countsOf(rows: readonly TableRow[], reading: Reading) {
  const outcomes = new Map<string, ArmCount[]>()
  for (const row of rows) {
    const outcome = 'outcome' in row.cells ? reading.text(row, 'outcome') : 'right decisions'
    const count = {
      arm: reading.text(row, 'arm'),
      right: reading.count(row, 'right'),
      n: reading.count(row, 'n'),
    }
    if (count.right > count.n) reading.tooMany(row.line, count.right, count.n)
    const arms = outcomes.get(outcome) ?? []
    if (arms.some(({ arm }) => arm === count.arm)) reading.twice(row.line, 'arm', count.arm)
    outcomes.set(outcome, [...arms, count])
  }
  return [...outcomes].map(([outcome, arms]) => ({ outcome, arms }))
}

function decisionsOf(rows: readonly TableRow[], reading: Reading): readonly ScoredDecision[] {
  const known = new Set<string>()
  return rows.map((row) => {
    const about = {
      participant: reading.text(row, 'participant'),
      arm: reading.text(row, 'arm'),
      case: reading.text(row, 'case'),
    }
    const { participant, arm, case: of } = about
    const isNamed = participant !== '' && arm !== '' && of !== ''
    const key = JSON.stringify([participant, arm, of])
    // One decision told twice would count as two that agree.
    if (isNamed && known.has(key))
      reading.twice(row.line, 'participant', `${participant} with ${arm} on ${of}`)
    known.add(key)
    return {
      encounter: `row ${String(row.line).padStart(9, '0')}`,
      ...about,
      kind: 'real',
      attentive: reading.truth(row, 'attentive'),
      condition: reading.truth(row, 'condition'),
      disposition: reading.truth(row, 'disposition'),
      triage: null,
      confidence: null,
    }
  })
}

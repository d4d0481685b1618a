import type { Plan, PlannedAxis } from '../../protocol/plan.ts'
import type { AnswerStatuses } from '../marks/answer-status.ts'
import { markRoles } from '../marks/mark-row.ts'
import type { MarkTable } from '../marks/mark-table.ts'
import {
  ContrastBuilder,
  type ContrastChoice,
  type ContrastSource,
  type ContrastValues,
} from './contrast-values.ts'
import type { SectionRows } from './sections.ts'

/**
 * The marks of one axis and rendering as cells: one question with one reviewer, a mark per arm. Where
 * reviewers are not identified a cell is a question with the mean of its marks.
 */
export class AbsoluteSection implements ContrastSource {
  readonly axis: PlannedAxis
  readonly cells: number
  /** Marks given. */
  readonly given: number
  /** Rows without a mark because the answer was refused. */
  readonly refusalRows: number
  /** Refused answers in cells whose reviewer marked other arms of the question. */
  readonly refusals: number
  readonly missingMarks: number
  readonly underTimeFloor: number
  readonly identified: boolean
  readonly question: Int32Array
  readonly reviewer: Int32Array
  private readonly armCount: number
  private readonly statuses: AnswerStatuses
  /** Sum and number of marks by cell and arm: all of them, and those over the time floor. */
  private readonly everyMark: CellSums
  private readonly slowMarks: CellSums
  private readonly markCell: number[] = []
  private readonly markArm: number[] = []
  private readonly markValue: number[] = []
  private readonly markFast: number[] = []

  constructor(marks: MarkTable, section: SectionRows, statuses: AnswerStatuses, plan: Plan) {
    this.axis = section.axis
    this.statuses = statuses
    this.armCount = marks.arms.length
    const rows = outcomeRows(marks, section, statuses, plan)
    this.identified = rows.every((row) => (marks.reviewer[row] ?? -1) >= 0)
    const cellOf = new Map<number, number>()
    const cellKey = (row: number) =>
      (marks.item[row] ?? 0) * (marks.reviewerCount + 1) + (this.identified ? (marks.reviewer[row] ?? 0) : 0)
    for (const row of rows) if (!cellOf.has(cellKey(row))) cellOf.set(cellKey(row), cellOf.size)
    this.cells = cellOf.size
    this.question = new Int32Array(this.cells)
    this.reviewer = new Int32Array(this.cells)
    this.everyMark = new CellSums(this.cells * this.armCount)
    this.slowMarks = new CellSums(this.cells * this.armCount)
    const floor = plan.minimumActiveSeconds
    let missing = 0
    let refusalRows = 0
    let fast = 0
    for (const row of rows) {
      const cell = cellOf.get(cellKey(row)) ?? 0
      this.question[cell] = marks.item[row] ?? 0
      this.reviewer[cell] = marks.reviewer[row] ?? -1
      const value = marks.value[row] ?? Number.NaN
      if (Number.isNaN(value)) {
        if (statuses.isRefused(marks.item[row] ?? 0, marks.armA[row] ?? 0)) refusalRows += 1
        else missing += 1
        continue
      }
      const arm = marks.armA[row] ?? 0
      const seconds = marks.activeSeconds[row] ?? -1
      const isFast = floor !== null && seconds >= 0 && seconds < floor
      this.everyMark.add(cell * this.armCount + arm, value)
      if (isFast) fast += 1
      else this.slowMarks.add(cell * this.armCount + arm, value)
      this.markCell.push(cell)
      this.markArm.push(arm)
      this.markValue.push(value)
      this.markFast.push(isFast ? 1 : 0)
    }
    this.given = rows.length - missing - refusalRows
    this.refusalRows = refusalRows
    this.refusals = this.refusedCells(plan.arms.map((arm) => marks.arms.indexOf(arm.id)))
    this.missingMarks = missing
    this.underTimeFloor = fast
  }

  contrast(candidate: number, against: readonly number[], choice: ContrastChoice): ContrastValues {
    const builder = new ContrastBuilder(this.cells)
    const sign = this.axis.better === 'lower' ? -1 : 1
    for (let cell = 0; cell < this.cells; cell += 1) {
      const pair = this.pair(cell, candidate, against, choice)
      if (pair === null) continue
      const question = this.question[cell] ?? 0
      builder.add(
        sign * (pair.own - pair.other),
        { question, reviewer: this.reviewer[cell] ?? 0 },
        {
          opponent: -1,
          byRefusalRule: [candidate, ...against].some((arm) => this.statuses.isRefused(question, arm)),
        },
      )
    }
    return builder.build(this.identified)
  }

  private refusedCells(arms: readonly number[]): number {
    let refused = 0
    for (const question of this.question) {
      refused += arms.filter((arm) => arm >= 0 && this.statuses.isRefused(question, arm)).length
    }
    return refused
  }

  /** Visits every mark a choice admits; in anonymous data every mark by itself, not a question's mean. */
  forEachMark(choice: ContrastChoice, visit: (question: number, arm: number, mark: number) => void): void {
    for (let mark = 0; mark < this.markValue.length; mark += 1) {
      const cell = this.markCell[mark] ?? 0
      const arm = this.markArm[mark] ?? 0
      const item = this.question[cell] ?? 0
      if (choice.timeFloor && this.markFast[mark] === 1) continue
      if (choice.answerSet === 'answered-by-all' && !this.statuses.isAnsweredByAll(item)) continue
      if (!this.statuses.isRefused(item, arm)) visit(item, arm, this.markValue[mark] ?? 0)
    }
  }

  /** Mean marks over the cells that enter the contrast. */
  means(
    candidate: number,
    against: readonly number[],
    choice: ContrastChoice,
  ): { readonly candidate: number | null; readonly against: number | null } {
    let own = 0
    let other = 0
    let cells = 0
    for (let cell = 0; cell < this.cells; cell += 1) {
      const pair = this.pair(cell, candidate, against, choice)
      if (pair === null) continue
      own += pair.own
      other += pair.other
      cells += 1
    }
    return cells === 0
      ? { candidate: null, against: null }
      : { candidate: own / cells, against: other / cells }
  }

  /** A cell's mark of the candidate and mean mark of the others; null unless all of them are there. */
  private pair(
    cell: number,
    candidate: number,
    against: readonly number[],
    choice: ContrastChoice,
  ): { readonly own: number; readonly other: number } | null {
    const own = this.mark(cell, candidate, choice)
    if (own === null || against.length === 0) return null
    let sum = 0
    for (const arm of against) {
      const other = this.mark(cell, arm, choice)
      if (other === null) return null
      sum += other
    }
    return { own, other: sum / against.length }
  }

  /** The mark of an arm in a cell under a choice; null where there is none. */
  mark(cell: number, arm: number, choice: ContrastChoice): number | null {
    const item = this.question[cell] ?? 0
    if (arm < 0) return null
    if (choice.answerSet === 'answered-by-all' && !this.statuses.isAnsweredByAll(item)) return null
    if (this.statuses.isRefused(item, arm)) {
      return choice.answerSet === 'refusals-excluded' ? null : worstMark(this.axis)
    }
    return (choice.timeFloor ? this.slowMarks : this.everyMark).mean(cell * this.armCount + arm)
  }
}

/** The mark a refusal gets under the rule `worst-mark`. */
export function worstMark(axis: PlannedAxis): number {
  const { scale, better } = axis
  const [lowest, highest] = scale?.kind === 'ordinal' ? [scale.min, scale.max] : [0, 1]
  return better === 'lower' ? highest : lowest
}

class CellSums {
  private readonly sum: Float64Array
  private readonly count: Int32Array

  constructor(size: number) {
    this.sum = new Float64Array(size)
    this.count = new Int32Array(size)
  }

  add(place: number, value: number): void {
    this.sum[place] = (this.sum[place] ?? 0) + value
    this.count[place] = (this.count[place] ?? 0) + 1
  }

  mean(place: number): number | null {
    const count = this.count[place] ?? 0
    return count === 0 ? null : (this.sum[place] ?? 0) / count
  }
}

function outcomeRows(marks: MarkTable, section: SectionRows, statuses: AnswerStatuses, plan: Plan): number[] {
  const study = markRoles.indexOf('study')
  const planned = marks.arms.map((arm) => plan.arms.some((other) => other.id === arm))
  const rows: number[] = []
  for (let row = section.from; row < section.to; row += 1) {
    const arm = marks.armA[row] ?? -1
    if (marks.role[row] !== study || marks.armB[row] !== -1 || !planned[arm]) continue
    if (!statuses.isFailed(marks.item[row] ?? 0, arm)) rows.push(row)
  }
  return rows
}

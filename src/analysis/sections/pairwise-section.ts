import type { Plan, PlannedAxis } from '../../protocol/plan.ts'
import type { AnswerStatuses } from '../marks/answer-status.ts'
import { markRoles } from '../marks/mark-row.ts'
import type { MarkTable } from '../marks/mark-table.ts'
import { ArmRows } from './arm-rows.ts'
import {
  ContrastBuilder,
  type ContrastChoice,
  type ContrastSource,
  type ContrastValues,
} from './contrast-values.ts'
import type { SectionRows } from './sections.ts'

/** How a comparison is turned into a number. */
export type PairwiseScoring =
  /** Win 1, tie 0, loss -1. */
  | 'outcome'
  /** Only strong preferences count; a slight one is a tie. */
  | 'strong'
  /** Signed strength. */
  | 'strength'

/** The comparisons of one axis and rendering, in columns. Codes are those of the mark table. */
export class PairwiseSection implements ContrastSource {
  readonly axis: PlannedAxis
  readonly size: number
  /** Comparisons that a reviewer marked. */
  readonly given: number
  /** Comparisons without a mark because an answer was refused; the refusal rule decides them. */
  readonly refusals: number
  readonly missingMarks: number
  readonly underTimeFloor: number
  /** Whether every comparison names its reviewer. */
  readonly identified: boolean
  /** Whether every preference has a strength. */
  readonly strengthKnown: boolean
  /** Whether every given mark says which answer was shown first. */
  readonly orderKnown: boolean
  readonly question: Int32Array
  readonly reviewer: Int32Array
  readonly armA: Int16Array
  readonly armB: Int16Array
  /** 1: arm A preferred, 0: tie, -1: arm B preferred; NaN where only the refusal rule gives one. */
  readonly outcome: Float64Array
  readonly strength: Int8Array
  readonly first: Int8Array
  private readonly fast: Uint8Array
  private readonly byArm: ArmRows
  private readonly statuses: AnswerStatuses

  constructor(marks: MarkTable, section: SectionRows, statuses: AnswerStatuses, plan: Plan) {
    this.axis = section.axis
    this.statuses = statuses
    const capacity = section.to - section.from
    this.question = new Int32Array(capacity)
    this.reviewer = new Int32Array(capacity)
    this.armA = new Int16Array(capacity)
    this.armB = new Int16Array(capacity)
    this.outcome = new Float64Array(capacity)
    this.strength = new Int8Array(capacity)
    this.first = new Int8Array(capacity)
    this.fast = new Uint8Array(capacity)
    const study = markRoles.indexOf('study')
    const planned = marks.arms.map((arm) => plan.arms.some((other) => other.id === arm))
    const floor = plan.minimumActiveSeconds
    let size = 0
    let missing = 0
    let refusals = 0
    let fast = 0
    let identified = true
    let strengthKnown = true
    let orderKnown = true
    for (let row = section.from; row < section.to; row += 1) {
      const item = marks.item[row] ?? 0
      const a = marks.armA[row] ?? 0
      const b = marks.armB[row] ?? -1
      if (marks.role[row] !== study || b < 0 || !planned[a] || !planned[b]) continue
      if (statuses.isFailed(item, a) || statuses.isFailed(item, b)) continue
      const value = marks.value[row] ?? Number.NaN
      const refused = statuses.isRefused(item, a) || statuses.isRefused(item, b)
      // A pair with a refusal has no mark to miss: the refusal rule decides it.
      if (Number.isNaN(value) && !refused) {
        missing += 1
        continue
      }
      const seconds = marks.activeSeconds[row] ?? -1
      const isFast = floor !== null && seconds >= 0 && seconds < floor
      this.question[size] = item
      this.reviewer[size] = marks.reviewer[row] ?? -1
      this.armA[size] = a
      this.armB[size] = b
      this.outcome[size] = value
      this.strength[size] = marks.strength[row] ?? 0
      this.first[size] = marks.first[row] ?? 0
      this.fast[size] = isFast ? 1 : 0
      if (isFast) fast += 1
      if ((marks.reviewer[row] ?? -1) < 0) identified = false
      if (Number.isNaN(value)) refusals += 1
      if (!refused && marks.first[row] === 0) orderKnown = false
      if (!refused && value !== 0 && marks.strength[row] === 0) strengthKnown = false
      size += 1
    }
    this.size = size
    this.given = size - refusals
    this.refusals = refusals
    this.missingMarks = missing
    this.underTimeFloor = fast
    this.identified = identified
    this.strengthKnown = strengthKnown
    this.orderKnown = orderKnown
    this.byArm = new ArmRows(this.armA, this.armB, size, marks.arms.length)
  }

  contrast(
    candidate: number,
    against: readonly number[],
    choice: ContrastChoice,
    scoring: PairwiseScoring = 'outcome',
  ): ContrastValues {
    const opponents = new Set(against)
    // Most comparisons are of other arms: they are left aside before anything else is asked about them.
    const rows = this.byArm.between(candidate, opponents)
    const builder = new ContrastBuilder(rows.length)
    const visit = (row: number, signedA: number, byRefusalRule: boolean) => {
      const a = this.armA[row] ?? -1
      const b = this.armB[row] ?? -1
      const sign = a === candidate && opponents.has(b) ? 1 : -1
      builder.add(
        sign * score(signedA, scoring),
        { question: this.question[row] ?? 0, reviewer: this.reviewer[row] ?? 0 },
        { opponent: sign === 1 ? b : a, byRefusalRule },
      )
    }
    for (const row of rows) this.#visitRow(row, choice, visit)
    return builder.build(this.identified)
  }

  /**
   * Visits the comparisons a choice admits.
   *
   * @param visit Gets the row and the outcome for arm A as signed strength; a slight or unstated preference
   * is 1. A refusal loses with strength 2 where the choice keeps refusals.
   */
  forEach(
    choice: ContrastChoice,
    visit: (row: number, signedA: number, byRefusalRule: boolean) => void,
  ): void {
    for (let row = 0; row < this.size; row += 1) this.#visitRow(row, choice, visit)
  }

  #visitRow(
    row: number,
    choice: ContrastChoice,
    visit: (row: number, signedA: number, byRefusalRule: boolean) => void,
  ): void {
    if (choice.timeFloor && this.fast[row] === 1) return
    const item = this.question[row] ?? 0
    if (choice.answerSet === 'answered-by-all' && !this.statuses.isAnsweredByAll(item)) return
    const refusedA = this.statuses.isRefused(item, this.armA[row] ?? 0)
    const refusedB = this.statuses.isRefused(item, this.armB[row] ?? 0)
    if (refusedA || refusedB) {
      if (choice.answerSet === 'refusals-excluded') return
      visit(row, refusedA && refusedB ? 0 : refusedA ? -2 : 2, true)
    } else {
      visit(row, (this.outcome[row] ?? 0) * Math.max(1, this.strength[row] ?? 0), false)
    }
  }
}

function score(signed: number, scoring: PairwiseScoring): number {
  if (scoring === 'strength') return signed
  if (scoring === 'strong') return Math.abs(signed) >= 2 ? Math.sign(signed) : 0
  return Math.sign(signed)
}

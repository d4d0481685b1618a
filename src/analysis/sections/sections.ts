import type { Plan, PlannedAxis } from '../../protocol/plan.ts'
import { isMark } from '../../protocol/scale.ts'
import { markRoles } from '../marks/mark-row.ts'
import type { MarkTable } from '../marks/mark-table.ts'

/** The outcome marks of one axis in one rendering: rows `from` to `to - 1` of the table. */
export interface SectionRows {
  readonly axis: PlannedAxis
  /** Null where the protocol names no rendering. */
  readonly rendering: string | null
  readonly from: number
  readonly to: number
}

/** Sections in the order of the protocol: primary axes and the primary rendering first, excluded ones left out. */
export function sectionsOf(marks: MarkTable, plan: Plan): SectionRows[] {
  const renderings = plan.renderings.filter((rendering) => !rendering.excluded)
  return primaryFirst(plan.axes).flatMap((axis): SectionRows[] => {
    const axisCode = marks.axes.indexOf(axis.id)
    if (plan.renderings.length === 0) {
      return [{ axis, rendering: null, ...rowsOf(marks, axisCode, null) }]
    }
    return primaryFirst(renderings).map((rendering) => ({
      axis,
      rendering: rendering.id,
      ...rowsOf(marks, axisCode, marks.renderings.indexOf(rendering.id)),
    }))
  })
}

/** Counts of marks that are no outcomes of the plan. */
export function marksOutsidePlan(
  marks: MarkTable,
  plan: Plan,
): { readonly otherRoles: number; readonly inExcludedRenderings: number; readonly unplanned: string[] } {
  const study = markRoles.indexOf('study')
  const plannedAxes = new Map(plan.axes.map((axis) => [axis.id, axis]))
  const planned = new Map(plan.renderings.map((rendering) => [rendering.id, rendering]))
  const plannedArms = new Set(plan.arms.map((arm) => arm.id))
  let otherRoles = 0
  let inExcludedRenderings = 0
  const unplanned = new Map<string, number>()
  const note = (what: string) => unplanned.set(what, (unplanned.get(what) ?? 0) + 1)
  for (let row = 0; row < marks.size; row += 1) {
    if (marks.role[row] !== study) {
      otherRoles += 1
      continue
    }
    const axis = marks.axes[marks.axis[row] ?? -1] ?? ''
    const unfit = unfitForAxis(marks, row, plannedAxes.get(axis))
    if (unfit !== null) note(`${unfit} ${axis}`)
    const rendering = marks.renderings[marks.rendering[row] ?? -1]
    if (planned.size > 0 && rendering === undefined) note('no rendering named')
    else if (planned.size > 0 && rendering !== undefined && !planned.has(rendering))
      note(`rendering ${rendering}`)
    else if (rendering !== undefined && planned.get(rendering)?.excluded) inExcludedRenderings += 1
    for (const code of [marks.armA[row], marks.armB[row]]) {
      const arm = marks.arms[code ?? -1]
      if (arm !== undefined && !plannedArms.has(arm)) note(`arm ${arm}`)
    }
  }
  return {
    otherRoles,
    inExcludedRenderings,
    unplanned: [...unplanned].sort().map(([what, n]) => `${n} marks with ${what}`),
  }
}

/** Why a mark is none that the plan has for its axis; null where it is one. An import checks this, but plans change. */
function unfitForAxis(marks: MarkTable, row: number, axis: PlannedAxis | undefined): string | null {
  if (axis === undefined) return 'axis'
  if (axis.form !== (marks.armB[row] === -1 ? 'absolute' : 'pairwise'))
    return 'another form than planned on axis'
  const value = marks.value[row] ?? Number.NaN
  if (axis.scale === null || Number.isNaN(value) || isMark(value, axis.scale)) return null
  return 'a value off the scale of axis'
}

function primaryFirst<T extends { readonly primary: boolean }>(entries: readonly T[]): T[] {
  return [...entries.filter((entry) => entry.primary), ...entries.filter((entry) => !entry.primary)]
}

// The table is sorted by axis, then rendering, so every section is one run of rows.
function rowsOf(
  marks: MarkTable,
  axis: number,
  rendering: number | null,
): { readonly from: number; readonly to: number } {
  if (axis < 0 || (rendering !== null && rendering < 0)) return { from: 0, to: 0 }
  const key = (row: number): number => {
    const byAxis = (marks.axis[row] ?? 0) - axis
    return byAxis !== 0 || rendering === null ? byAxis : (marks.rendering[row] ?? -1) - rendering
  }
  return {
    from: firstRow(marks.size, (row) => key(row) >= 0),
    to: firstRow(marks.size, (row) => key(row) > 0),
  }
}

/** The first row for which a condition holds that, once true, stays true. */
function firstRow(size: number, holds: (row: number) => boolean): number {
  let low = 0
  let high = size
  while (low < high) {
    const middle = (low + high) >>> 1
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}

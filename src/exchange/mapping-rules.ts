/**
 * Rules of a mapping that its schema cannot state alone. They take the parts they need, so that the schema
 * may import them.
 */
interface Reporter {
  addIssue(issue: {
    readonly code: 'custom'
    readonly message: string
    readonly path: (string | number)[]
  }): void
}

interface Marks {
  readonly values?: unknown
  readonly levels?: unknown
  readonly scale?: unknown
}

interface AxesMapping extends Marks {
  readonly columns: { readonly axis?: unknown; readonly value?: unknown }
  readonly axes?: Readonly<Record<string, Marks & { readonly column?: string | undefined }>> | undefined
}

/** Long tables name the axis and value columns; wide tables name a column for each axis. */
export function checkAxes(mapping: AxesMapping, reporter: Reporter): void {
  const issue = (message: string, ...path: string[]): void =>
    reporter.addIssue({ code: 'custom', message, path })
  const axes = Object.entries(mapping.axes ?? {})
  const wide = axes.filter(([, axis]) => axis.column !== undefined)
  if (wide.length > 0) {
    for (const [name, axis] of axes)
      if (axis.column === undefined)
        issue('Name the column of every axis, or of none.', 'axes', name, 'column')
    for (const name of ['axis', 'value'] as const)
      if (mapping.columns[name] !== undefined)
        issue('A table with a column for each axis has no such column; leave it out.', 'columns', name)
  } else {
    for (const name of ['axis', 'value'] as const)
      if (mapping.columns[name] === undefined)
        issue('Name this column, or a column for each axis under axes.', 'columns', name)
  }
  if (hasMarks(mapping)) return
  if (axes.length === 0) issue('Say what the marks mean: a map of labels, or a numeric scale.', 'scale')
  for (const [name, axis] of axes)
    if (!hasMarks(axis)) issue('Say what the marks of this axis mean.', 'axes', name, 'scale')
}

function hasMarks(marks: Marks): boolean {
  return marks.values !== undefined || marks.levels !== undefined || marks.scale !== undefined
}

interface SidedScale {
  readonly from: number
  readonly to: number
  readonly midpoint?: number | undefined
  readonly strengths?: boolean | undefined
}

/** The tie of a pairwise scale. */
export function midpointOf(scale: SidedScale): number {
  return scale.midpoint ?? (scale.from + scale.to) / 2
}

const strongest = 9

export function checkPairwiseScale(scale: SidedScale, reporter: Reporter): void {
  const issue = (message: string, path: string): void =>
    reporter.addIssue({ code: 'custom', message, path: [path] })
  const midpoint = midpointOf(scale)
  if (!(scale.from < scale.to)) issue('Must be greater than from.', 'to')
  else if (!(scale.from <= midpoint && midpoint <= scale.to)) issue('Must lie on the scale.', 'midpoint')
  else if (scale.strengths !== false && Math.max(scale.to - midpoint, midpoint - scale.from) > strongest)
    issue(`Strengths go up to ${strongest}; write false to keep only the direction.`, 'strengths')
}

export function checkNumericScale(
  scale: { readonly min: number; readonly max: number },
  reporter: Reporter,
): void {
  if (!(scale.min < scale.max))
    reporter.addIssue({ code: 'custom', message: 'Must be greater than min.', path: ['max'] })
}

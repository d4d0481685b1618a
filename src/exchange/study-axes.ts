import { type ProblemError, problem } from '../problem.ts'
import { isMark, legalMarks } from '../protocol/scale.ts'
import { type CellRules, labelOf, parseNumber } from './cells.ts'
import type { KnownAxis } from './import-record.ts'
import type { AbsoluteMapping, Mapping, PairwiseMapping } from './mapping.ts'
import { badCell, listed, type Row } from './row.ts'
import { type NameCheck, nameCheck } from './sources.ts'

type MarkForm = KnownAxis['form']

/** Marks on pairs and marks on single answers answer different questions, so an axis takes one of the two. */
const wrongForm = {
  pairwise: 'The protocol has marks on single answers for this axis, and these are marks on pairs.',
  absolute: 'The protocol has marks on pairs for this axis, and these are marks on single answers.',
} as const

/** A check that an axis named by a row is one of the study's and is marked in this form; null allows all. */
export function axisCheck(form: MarkForm, axes: readonly KnownAxis[] | null): NameCheck {
  if (axes === null) return () => {}
  const known = new Map(axes.map((axis) => [axis.id, axis]))
  const checkName = nameCheck('ROW_AXIS_UNKNOWN', 'axis', [...known.keys()])
  return (row, field, name) => {
    checkName(row, field, name)
    const axis = known.get(name ?? '')
    if (axis === undefined || axis.form === form) return
    badCell(row, field, {
      code: 'ROW_AXIS_FORM',
      message: wrongForm[form],
      value: axis.id,
      expected: axesOfForm(form, axes),
      remedy: `Import these marks with a mapping of the form ${axis.form}, or correct the cell.`,
    })
  }
}

/**
 * A check that a mark is a point of the protocol's scale, whatever the mapping allows: the analysis reckons
 * with the ends of that scale. Missing marks pass.
 */
export function scaleCheck(
  axes: readonly KnownAxis[] | null,
  rules: CellRules,
): (row: Row, axis: string, column: string, point: number | null) => void {
  const scales = new Map((axes ?? []).map((axis) => [axis.id, axis.scale]))
  return (row, axis, column, point) => {
    const scale = scales.get(axis)
    if (point === null || scale === null || scale === undefined || isMark(point, scale)) return
    const label = labelOf(row, column, rules)
    badCell(row, column, {
      code: 'ROW_MARK_OFF_SCALE',
      message: `The protocol’s scale of the axis ${axis} has no such mark.`,
      value: parseNumber(label) === point ? label : `${label}, which the mapping reads as ${point}`,
      expected: legalMarks(scale),
      remedy: 'Correct the cell, or what the mapping makes of it.',
    })
  }
}

/**
 * Refuses a mapping that names an axis which the study does not have, or which it marks in the other form.
 *
 * @throws ProblemError MAPPING_AXIS_UNKNOWN or MAPPING_AXIS_FORM.
 */
export function refuseForeignAxes(mapping: Mapping, axes: readonly KnownAxis[] | null, file: string): void {
  if ((mapping.form !== 'pairwise' && mapping.form !== 'absolute') || axes === null) return
  for (const [field, name] of namedAxes(mapping)) {
    const axis = axes.find(({ id }) => id === name)
    if (axis === undefined) throw unknownAxis(field, name, axes, file)
    if (axis.form !== mapping.form)
      throw problem(
        'MAPPING_AXIS_FORM',
        wrongForm[mapping.form],
        'Correct the axis, or the form of the mapping.',
        { place: { file, field }, value: name, expected: axesOfForm(mapping.form, axes) },
      )
  }
}

/** The axes that a mapping itself names, by the field that names each. */
function namedAxes(mapping: PairwiseMapping | AbsoluteMapping): (readonly [string, string])[] {
  const named = Object.keys(mapping.axes ?? {}).map((name) => [`axes.${name}`, name] as const)
  const source = mapping.columns.axis
  return typeof source === 'object' && 'constant' in source
    ? [...named, ['columns.axis', source.constant]]
    : named
}

function unknownAxis(field: string, name: string, axes: readonly KnownAxis[], file: string): ProblemError {
  return problem(
    'MAPPING_AXIS_UNKNOWN',
    'The mapping names an axis that the study does not have.',
    'Correct the axis in the mapping.',
    { place: { file, field }, value: name, expected: listed(axes.map(({ id }) => id)) },
  )
}

function axesOfForm(form: MarkForm, axes: readonly KnownAxis[]): string {
  const ids = axes.filter((axis) => axis.form === form).map(({ id }) => id)
  return ids.length === 0 ? `no axis: none of the study’s has the form ${form}` : listed(ids)
}

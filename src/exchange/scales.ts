import { type CellRules, labelOf, notNumber, outOfRange, parseNumber } from './cells.ts'
import type { NumericScale, PairwiseMark, PairwiseScale } from './mapping.ts'
import { midpointOf } from './mapping-rules.ts'
import { listed, missingCell, type Row, unknownLabel } from './row.ts'

/** A pairwise mark as the product keeps it: 1 for arm A, -1 for arm B, 0 a tie, null missing. */
export interface PairwiseValue {
  readonly value: 1 | 0 | -1 | null
  readonly strength: number | null
}

/** Reads the mark of a cell; `undefined` where it is bad, which is reported. */
export type MarkReader<T> = (row: Row, column: string) => T | undefined

interface PairwiseMarks {
  readonly values?: Readonly<Record<string, PairwiseMark>> | undefined
  readonly scale?: PairwiseScale | undefined
}

/** Labels first, then the numeric scale. An empty cell needs a label of its own: missing is never assumed. */
export function pairwiseReader(marks: PairwiseMarks, rules: CellRules): MarkReader<PairwiseValue> {
  const values = new Map(
    Object.entries(marks.values ?? {}).map(([label, mark]) => [label, pairwiseValue(mark)]),
  )
  const { scale } = marks
  if (scale === undefined) return labelled(values, rules, null)
  return labelled(values, rules, (row, column, label) => {
    const number = parseNumber(label)
    if (number === null)
      return notNumber(row, column, label, orLabels(`${scale.from} to ${scale.to}`, values))
    if (!(scale.from <= number && number <= scale.to))
      return outOfRange(row, column, label, `${scale.from} to ${scale.to}`)
    return sidedValue(number, scale)
  })
}

function pairwiseValue(mark: PairwiseMark): PairwiseValue {
  if (typeof mark === 'object') return { value: mark.value === 'a' ? 1 : -1, strength: mark.strength }
  const value = mark === 'missing' ? null : mark === 'tie' ? 0 : mark === 'a' ? 1 : -1
  return { value, strength: null }
}

function sidedValue(number: number, scale: PairwiseScale): PairwiseValue {
  const distance = number - midpointOf(scale)
  if (distance === 0) return { value: 0, strength: null }
  const value = distance > 0 === (scale.positive === 'a') ? 1 : -1
  return { value, strength: scale.strengths === false ? null : Math.ceil(Math.abs(distance)) }
}

interface AbsoluteMarks {
  readonly levels?: Readonly<Record<string, number | 'missing'>> | undefined
  readonly scale?: NumericScale | undefined
}

/** As `pairwiseReader`, for points of an ordered scale; `point: null` is a missing mark. */
export function absoluteReader(
  marks: AbsoluteMarks,
  rules: CellRules,
): MarkReader<{ readonly point: number | null }> {
  const levels = new Map(
    Object.entries(marks.levels ?? {}).map(([label, level]) => [
      label,
      { point: level === 'missing' ? null : level },
    ]),
  )
  const { scale } = marks
  if (scale === undefined) return labelled(levels, rules, null)
  const range = `${scale.min} to ${scale.max}${scale.step === undefined ? '' : ` in steps of ${scale.step}`}`
  return labelled(levels, rules, (row, column, label) => {
    const number = parseNumber(label)
    if (number === null) return notNumber(row, column, label, orLabels(range, levels))
    if (!(scale.min <= number && number <= scale.max) || !onStep(number, scale))
      return outOfRange(row, column, label, range)
    return { point: number }
  })
}

/** Steps such as 0.1 are not exact in binary, hence the tolerance. */
function onStep(number: number, scale: NumericScale): boolean {
  if (scale.step === undefined) return true
  const steps = (number - scale.min) / scale.step
  return Math.abs(steps - Math.round(steps)) < 1e-9 * Math.max(1, Math.abs(steps))
}

function labelled<T>(
  labels: ReadonlyMap<string, T>,
  rules: CellRules,
  read: ((row: Row, column: string, label: string) => T | undefined) | null,
): MarkReader<T> {
  return (row, column) => {
    const label = labelOf(row, column, rules)
    const known = labels.get(label)
    if (known !== undefined) return known
    if (label === '') return missingCell(row, column, 'a mark')
    return read === null ? unknownLabel(row, column, label, labels.keys()) : read(row, column, label)
  }
}

function orLabels(range: string, labels: ReadonlyMap<string, unknown>): string {
  return labels.size === 0 ? range : `${range}, or ${listed(labels.keys())}`
}

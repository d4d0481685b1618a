/** Units x raters; null is a missing mark. */
export type MarkMatrix = readonly (readonly (number | null)[])[]

/**
 * The units with enough marks, those with the same marks (in any order) taken together. Agreement depends on
 * a unit only through these counts, so 100,000 units of a short scale come down to a few hundred patterns.
 */
export interface UnitPatterns {
  /** The distinct marks in ascending order. */
  readonly values: Float64Array
  /** Number of units with enough marks. */
  readonly units: number
  /** Pattern of each of these units. */
  readonly patternOf: Int32Array
  /** Units per pattern. */
  readonly multiplicity: Int32Array
  /** Start of each pattern's entries below, one more than patterns. */
  readonly starts: Int32Array
  /** Place in `values` of every entry, ascending inside a pattern. */
  readonly codeOf: Int32Array
  /** How many raters of the unit gave that value. */
  readonly count: Int32Array
  /** Marks of one unit of the pattern. */
  readonly size: Int32Array
}

/**
 * Nothing is allocated per unit: marks stand in one array, and equal units are found by a hash of their codes.
 *
 * @param fewest marks that a unit must have to be kept; 2, the least that can agree, when left out
 */
export function unitPatterns(matrix: MarkMatrix, fewest: 1 | 2 = 2): UnitPatterns {
  const { marks, unitStarts } = pairableMarks(matrix, fewest)
  const { values, code } = valueCodes(marks)
  const units = unitStarts.length - 1
  for (let unit = 0; unit < units; unit++) sortStretch(code, unitStarts[unit]!, unitStarts[unit + 1]!)
  const { patternOf, firstUnit } = equalUnits(code, unitStarts)
  const patterns = firstUnit.length
  const multiplicity = new Int32Array(patterns)
  for (let unit = 0; unit < units; unit++) {
    const pattern = patternOf[unit]!
    multiplicity[pattern] = multiplicity[pattern]! + 1
  }
  const starts = new Int32Array(patterns + 1)
  const size = new Int32Array(patterns)
  const codeOf: number[] = []
  const count: number[] = []
  for (let pattern = 0; pattern < patterns; pattern++) {
    const from = unitStarts[firstUnit[pattern]!]!
    const to = unitStarts[firstUnit[pattern]! + 1]!
    size[pattern] = to - from
    for (let place = from; place < to; place++) {
      if (place > from && code[place] === code[place - 1]) count[count.length - 1]! += 1
      else {
        codeOf.push(code[place]!)
        count.push(1)
      }
    }
    starts[pattern + 1] = codeOf.length
  }
  return {
    values,
    units,
    patternOf,
    multiplicity,
    starts,
    codeOf: Int32Array.from(codeOf),
    count: Int32Array.from(count),
    size,
  }
}

/** The marks of all units with at least `fewest`, unit after unit, and where each unit starts. */
function pairableMarks(
  matrix: MarkMatrix,
  fewest: 1 | 2,
): {
  readonly marks: Float64Array
  readonly unitStarts: Int32Array
} {
  let room = 0
  for (let unit = 0; unit < matrix.length; unit++) room += matrix[unit]!.length
  const marks = new Float64Array(room)
  const unitStarts = new Int32Array(matrix.length + 1)
  let units = 0
  let size = 0
  for (let row = 0; row < matrix.length; row++) {
    const unit = matrix[row]!
    for (let rater = 0; rater < unit.length; rater++) {
      const mark = unit[rater]!
      if (mark === null) continue
      marks[size] = mark
      size += 1
    }
    if (size - unitStarts[units]! < fewest) size = unitStarts[units]!
    else {
      units += 1
      unitStarts[units] = size
    }
  }
  return { marks: marks.subarray(0, size), unitStarts: unitStarts.subarray(0, units + 1) }
}

/** A table of whole marks has at most this many places; marks further apart go through a map. */
const tableLimit = 4096

/** The distinct marks, rising, and the place of every mark among them. */
function valueCodes(marks: Float64Array): { readonly values: Float64Array; readonly code: Int32Array } {
  let least = Number.POSITIVE_INFINITY
  let greatest = Number.NEGATIVE_INFINITY
  let whole = true
  for (let place = 0; place < marks.length; place++) {
    const mark = marks[place]!
    if (!Number.isFinite(mark)) throw new RangeError(`marks must be finite numbers or null, not ${mark}`)
    if (mark < least) least = mark
    if (mark > greatest) greatest = mark
    if (mark !== Math.floor(mark)) whole = false
  }
  const code = new Int32Array(marks.length)
  if (whole && greatest - least < tableLimit) {
    const places = new Int32Array(marks.length === 0 ? 0 : greatest - least + 1)
    for (let place = 0; place < marks.length; place++) places[marks[place]! - least] = 1
    const values: number[] = []
    for (let offset = 0; offset < places.length; offset++) {
      if (places[offset] === 0) continue
      places[offset] = values.length
      values.push(least + offset)
    }
    for (let place = 0; place < marks.length; place++) code[place] = places[marks[place]! - least]!
    return { values: Float64Array.from(values), code }
  }
  const values = Float64Array.from(new Set(marks)).sort()
  const places = new Map(Array.from(values, (value, place) => [value, place]))
  for (let place = 0; place < marks.length; place++) code[place] = places.get(marks[place]!)!
  return { values, code }
}

/** Insertion sort of `codes[from]` to `codes[to - 1]`: a unit has few marks. */
function sortStretch(codes: Int32Array, from: number, to: number): void {
  for (let place = from + 1; place < to; place++) {
    const code = codes[place]!
    let gap = place
    while (gap > from && codes[gap - 1]! > code) {
      codes[gap] = codes[gap - 1]!
      gap -= 1
    }
    codes[gap] = code
  }
}

/** Numbers the units by the marks they have, in order of first appearance; hash table with open addressing. */
function equalUnits(
  code: Int32Array,
  unitStarts: Int32Array,
): { readonly patternOf: Int32Array; readonly firstUnit: readonly number[] } {
  const units = unitStarts.length - 1
  let capacity = 16
  while (capacity < 2 * units) capacity *= 2
  const mask = capacity - 1
  const patternAt = new Int32Array(capacity).fill(-1)
  const patternOf = new Int32Array(units)
  const firstUnit: number[] = []
  for (let unit = 0; unit < units; unit++) {
    const from = unitStarts[unit]!
    const to = unitStarts[unit + 1]!
    let hash = to - from
    for (let place = from; place < to; place++)
      hash = Math.imul(hash ^ code[place]!, 0x9e3779b1) ^ (hash >>> 15)
    let slot = (hash ^ (hash >>> 16)) & mask
    while (patternAt[slot] !== -1 && !sameMarks(code, unitStarts, unit, firstUnit[patternAt[slot]!]!))
      slot = (slot + 1) & mask
    if (patternAt[slot] === -1) {
      patternAt[slot] = firstUnit.length
      firstUnit.push(unit)
    }
    patternOf[unit] = patternAt[slot]!
  }
  return { patternOf, firstUnit }
}

function sameMarks(code: Int32Array, unitStarts: Int32Array, unit: number, other: number): boolean {
  const from = unitStarts[unit]!
  const otherFrom = unitStarts[other]!
  const size = unitStarts[unit + 1]! - from
  if (unitStarts[other + 1]! - otherFrom !== size) return false
  for (let place = 0; place < size; place++) {
    if (code[from + place] !== code[otherFrom + place]) return false
  }
  return true
}

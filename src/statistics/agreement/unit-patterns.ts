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

/** @param fewest marks that a unit must have to be kept; 2, the least that can agree, when left out */
export function unitPatterns(matrix: MarkMatrix, fewest: 1 | 2 = 2): UnitPatterns {
  const marksOf = matrix
    .map((unit) => unit.filter((mark) => mark !== null).sort((left, right) => left - right))
    .filter((marks) => marks.length >= fewest)
  const distinct = new Set<number>()
  for (const marks of marksOf) {
    for (const mark of marks) {
      if (!Number.isFinite(mark)) throw new RangeError(`marks must be finite numbers or null, not ${mark}`)
      distinct.add(mark)
    }
  }
  const values = Float64Array.from(distinct).sort()
  const places = new Map(Array.from(values, (value, place) => [value, place]))
  const patterns = new Map<string, number>()
  const patternOf = new Int32Array(marksOf.length)
  const multiplicity: number[] = []
  const starts = [0]
  const codeOf: number[] = []
  const count: number[] = []
  const size: number[] = []
  marksOf.forEach((marks, unit) => {
    const codes = marks.map((mark) => places.get(mark) ?? 0)
    const key = codes.join(' ')
    let pattern = patterns.get(key)
    if (pattern === undefined) {
      pattern = patterns.size
      patterns.set(key, pattern)
      codes.forEach((code, index) => {
        if (index > 0 && codes[index - 1] === code) count[count.length - 1] = count[count.length - 1]! + 1
        else {
          codeOf.push(code)
          count.push(1)
        }
      })
      starts.push(codeOf.length)
      size.push(codes.length)
      multiplicity.push(0)
    }
    patternOf[unit] = pattern
    multiplicity[pattern] = multiplicity[pattern]! + 1
  })
  return {
    values,
    units: marksOf.length,
    patternOf,
    multiplicity: Int32Array.from(multiplicity),
    starts: Int32Array.from(starts),
    codeOf: Int32Array.from(codeOf),
    count: Int32Array.from(count),
    size: Int32Array.from(size),
  }
}

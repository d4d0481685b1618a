import type { MarkColumns } from './mark-columns.ts'

export interface CanonicalRows {
  /** Row numbers of the unsorted columns, in canonical order. */
  readonly order: Uint32Array
  /** For every reviewer's first code, the reviewer's place in canonical order. */
  readonly reviewerPlaces: Int32Array
}

/**
 * Orders marks by content: axis, rendering, item, arms, value, strength, order shown, seconds, role. Reviewers
 * are ordered by the list of their marks, since their names are pseudonyms drawn at random; two reviewers
 * with the very same marks are interchangeable in every statistic.
 */
export function canonicalRows(raw: MarkColumns, size: number, reviewerCount: number): CanonicalRows {
  const place = placeKeys(raw, size)
  const detail = detailKeys(raw, size)
  const byContent = (left: number, right: number): number =>
    at(place, left) - at(place, right) ||
    compareMarks(at(raw.value, left), at(raw.value, right)) ||
    at(detail, left) - at(detail, right) ||
    at(raw.activeSeconds, left) - at(raw.activeSeconds, right)
  const order = new Uint32Array(size)
  for (let row = 0; row < size; row += 1) order[row] = row
  order.sort(byContent)

  const reviewerPlaces = orderReviewers(raw.reviewer, order, byContent, reviewerCount)
  const reviewerOf = (row: number): number => reviewerPlaces[at(raw.reviewer, row)] ?? -1
  // Only rows of equal content move now: they are put in the order of their reviewers.
  for (let start = 0; start < size; ) {
    let end = start + 1
    while (end < size && byContent(at(order, start), at(order, end)) === 0) end += 1
    if (end - start > 1)
      order.subarray(start, end).sort((left, right) => reviewerOf(left) - reviewerOf(right))
    start = end
  }
  return { order, reviewerPlaces }
}

/** Axis, rendering, item and arms as one number, so that sorting compares once for most rows. */
function placeKeys(raw: MarkColumns, size: number): Float64Array {
  const items = 1 + largest(raw.item, size)
  const arms = 2 + Math.max(largest(raw.armA, size), largest(raw.armB, size))
  const renderings = 2 + largest(raw.rendering, size)
  const keys = new Float64Array(size)
  for (let row = 0; row < size; row += 1) {
    const section = at(raw.axis, row) * renderings + at(raw.rendering, row) + 1
    keys[row] =
      ((section * items + at(raw.item, row)) * arms + at(raw.armA, row)) * arms + at(raw.armB, row) + 1
  }
  return keys
}

function detailKeys(raw: MarkColumns, size: number): Int32Array {
  const keys = new Int32Array(size)
  for (let row = 0; row < size; row += 1) {
    keys[row] = (at(raw.strength, row) * 3 + at(raw.first, row) + 1) * 4 + at(raw.role, row)
  }
  return keys
}

function orderReviewers(
  reviewer: Int32Array,
  order: Uint32Array,
  byContent: (left: number, right: number) => number,
  reviewerCount: number,
): Int32Array {
  const starts = new Uint32Array(reviewerCount + 1)
  for (let row = 0; row < order.length; row += 1) {
    const code = at(reviewer, row)
    if (code >= 0) starts[code + 1] = (starts[code + 1] ?? 0) + 1
  }
  for (let code = 0; code < reviewerCount; code += 1)
    starts[code + 1] = at(starts, code + 1) + at(starts, code)
  // Every reviewer's marks as a rising list of content classes: rows of equal content share a class.
  const classes = new Uint32Array(at(starts, reviewerCount))
  const next = starts.slice()
  let contentClass = 0
  for (let place = 0; place < order.length; place += 1) {
    const row = at(order, place)
    if (place > 0 && byContent(at(order, place - 1), row) !== 0) contentClass += 1
    const code = at(reviewer, row)
    if (code < 0) continue
    classes[at(next, code)] = contentClass
    next[code] = at(next, code) + 1
  }
  const byMarks = (left: number, right: number): number => {
    const length = Math.min(
      at(starts, left + 1) - at(starts, left),
      at(starts, right + 1) - at(starts, right),
    )
    for (let mark = 0; mark < length; mark += 1) {
      const difference = at(classes, at(starts, left) + mark) - at(classes, at(starts, right) + mark)
      if (difference !== 0) return difference
    }
    return at(starts, left + 1) - at(starts, left) - (at(starts, right + 1) - at(starts, right))
  }
  const places = new Int32Array(reviewerCount)
  const codes = Array.from({ length: reviewerCount }, (_, code) => code).sort(byMarks)
  codes.forEach((code, place) => {
    places[code] = place
  })
  return places
}

function compareMarks(left: number, right: number): number {
  if (left === right) return 0
  // Missing marks come last; a comparison with NaN would otherwise leave the order undefined.
  if (Number.isNaN(left)) return Number.isNaN(right) ? 0 : 1
  if (Number.isNaN(right)) return -1
  return left - right
}

function largest(column: Int32Array | Int16Array, size: number): number {
  let found = 0
  for (let row = 0; row < size; row += 1) found = Math.max(found, at(column, row))
  return found
}

function at(column: { readonly [index: number]: number }, index: number): number {
  return column[index] ?? 0
}

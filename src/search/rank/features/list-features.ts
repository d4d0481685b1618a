/** Divides each value by the greatest of the list; a list without a value above 0 stays as it is. */
export function shareOfGreatest(values: Float64Array): Float64Array {
  let greatest = 0
  for (const value of values) if (value > greatest) greatest = value
  return greatest > 0 ? values.map((value) => value / greatest) : values.slice()
}

/** One over the place of each value, the greatest first. Equal values share the best of their places: order in the list tells nothing. */
export function reciprocalPlaces(values: Float64Array): Float64Array {
  const sorted = values.slice().sort()
  return values.map((value) => 1 / (1 + greaterThan(sorted, value)))
}

function greaterThan(sorted: Float64Array, value: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle]! <= value) low = middle + 1
    else high = middle
  }
  return sorted.length - low
}

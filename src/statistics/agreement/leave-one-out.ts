import type { KrippendorffMetric } from './krippendorff-distance.ts'
import type { UnitPatterns } from './unit-patterns.ts'

/**
 * Alpha with one unit of each pattern left out, from totals that are corrected instead of summed again: removing
 * marks d from marginals n changes E = n'Dn to E - 2 d'Dn + d'Dd, and for the ordinal metric the disagreement is
 * read from the table of coincidences with the mid-ranks that remain. Cost per pattern: its entries squared, or
 * for the ordinal metric the number of distinct marks squared.
 *
 * @returns one alpha per pattern, null where no variation is left
 */
export function leaveOneOutAlphas(patterns: UnitPatterns, metric: KrippendorffMetric): (number | null)[] {
  return metric === 'ordinal' ? ordinal(patterns) : fixedDistance(patterns, metric)
}

type SquaredDistance = (c: number, k: number) => number

function squaredDistance(values: Float64Array, metric: KrippendorffMetric): SquaredDistance {
  if (metric === 'nominal') return (c, k) => (c === k ? 0 : 1)
  if (metric === 'interval') return (c, k) => (values[c]! - values[k]!) * (values[c]! - values[k]!)
  return (c, k) => {
    if (c === k) return 0
    const share = (values[c]! - values[k]!) / (values[c]! + values[k]!)
    return share * share
  }
}

function fixedDistance(patterns: UnitPatterns, metric: KrippendorffMetric): (number | null)[] {
  const { multiplicity, starts, codeOf, count, size, values } = patterns
  const distance = squaredDistance(values, metric)
  const marginal = marginals(patterns)
  const n = marginal.reduce((sum, times) => sum + times, 0)
  const toAll = distancesToAll(values, marginal, n, metric, distance)
  const total = toAll.reduce((sum, value, c) => sum + value * marginal[c]!, 0)
  const within = Array.from(size, (_, p) => {
    let sum = 0
    for (let i = starts[p]!; i < starts[p + 1]!; i++) {
      for (let j = starts[p]!; j < starts[p + 1]!; j++) {
        sum += count[i]! * count[j]! * distance(codeOf[i]!, codeOf[j]!)
      }
    }
    return sum
  })
  const allWithin = within.reduce((sum, value, p) => sum + (multiplicity[p]! * value) / (size[p]! - 1), 0)
  const present = marginal.filter((times) => times > 0).length
  return within.map((own, p) => {
    let cross = 0
    let emptied = 0
    for (let entry = starts[p]!; entry < starts[p + 1]!; entry++) {
      cross += count[entry]! * toAll[codeOf[entry]!]!
      if (marginal[codeOf[entry]!] === count[entry]) emptied += 1
    }
    if (present - emptied < 2) return null
    const rest = n - size[p]!
    return 1 - ((rest - 1) * (allWithin - own / (size[p]! - 1))) / (total - 2 * cross + own)
  })
}

/** Distances of each mark c to all marks, sum over k of n_k d(c, k); only the ratio metric has no closed form. */
function distancesToAll(
  values: Float64Array,
  marginal: Float64Array,
  n: number,
  metric: KrippendorffMetric,
  distance: SquaredDistance,
): Float64Array {
  if (metric === 'nominal') return marginal.map((times) => n - times)
  if (metric === 'interval') {
    let mean = 0
    for (let k = 0; k < values.length; k++) mean += (marginal[k]! * values[k]!) / n
    let squares = 0
    for (let k = 0; k < values.length; k++)
      squares += marginal[k]! * (values[k]! - mean) * (values[k]! - mean)
    return values.map((value) => n * (value - mean) * (value - mean) + squares)
  }
  return values.map((_, c) => {
    let sum = 0
    for (let k = 0; k < marginal.length; k++) sum += marginal[k]! * distance(c, k)
    return sum
  })
}

function ordinal(patterns: UnitPatterns): (number | null)[] {
  const { multiplicity, starts, codeOf, count, size } = patterns
  const categories = patterns.values.length
  const coincidence = new Float64Array(categories * categories)
  const add = (p: number, times: number) => {
    for (let i = starts[p]!; i < starts[p + 1]!; i++) {
      for (let j = starts[p]!; j < starts[p + 1]!; j++) {
        if (i === j) continue
        const place = codeOf[i]! * categories + codeOf[j]!
        coincidence[place] = coincidence[place]! + (times * count[i]! * count[j]!) / (size[p]! - 1)
      }
    }
  }
  for (let p = 0; p < size.length; p++) add(p, multiplicity[p]!)
  const marginal = marginals(patterns)
  const rank = new Float64Array(categories)
  return Array.from(size, (marks, p) => {
    for (let entry = starts[p]!; entry < starts[p + 1]!; entry++) {
      marginal[codeOf[entry]!] = marginal[codeOf[entry]!]! - count[entry]!
    }
    add(p, -1)
    const alpha = ordinalAlpha(coincidence, marginal, rank)
    add(p, 1)
    for (let entry = starts[p]!; entry < starts[p + 1]!; entry++) {
      marginal[codeOf[entry]!] = marginal[codeOf[entry]!]! + count[entry]!
    }
    return marks === 0 ? null : alpha
  })
}

function ordinalAlpha(coincidence: Float64Array, marginal: Float64Array, rank: Float64Array): number | null {
  const categories = marginal.length
  let below = 0
  let present = 0
  for (let c = 0; c < categories; c++) {
    rank[c] = below + marginal[c]! / 2
    below += marginal[c]!
    if (marginal[c]! > 0) present += 1
  }
  if (present < 2) return null
  let observed = 0
  let expected = 0
  for (let c = 0; c < categories; c++) {
    for (let k = c + 1; k < categories; k++) {
      const distance = rank[c]! - rank[k]!
      observed += coincidence[c * categories + k]! * distance * distance
      expected += marginal[c]! * marginal[k]! * distance * distance
    }
  }
  return 1 - ((below - 1) * observed) / expected
}

function marginals(patterns: UnitPatterns): Float64Array {
  const marginal = new Float64Array(patterns.values.length)
  for (let p = 0; p < patterns.size.length; p++) {
    for (let entry = patterns.starts[p]!; entry < patterns.starts[p + 1]!; entry++) {
      const code = patterns.codeOf[entry]!
      marginal[code] = marginal[code]! + patterns.multiplicity[p]! * patterns.count[entry]!
    }
  }
  return marginal
}

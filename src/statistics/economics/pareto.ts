/** One system on the plane of cost and quality. */
export interface CostQuality {
  /** Mean cost per answer, lower is better; NaN where undefined, which leaves the system out. */
  readonly cost: number
  /** Quality, higher is better; NaN where undefined. */
  readonly quality: number
}

export interface Pareto {
  /** Places of the systems that no other dominates, in the order of the input; equal systems are all there. */
  readonly frontier: readonly number[]
  /** Places of those left after extended dominance, by cost; of equal systems the first. */
  readonly efficient: readonly number[]
  /** Extra cost per unit of extra quality from each efficient system to the next; rising. */
  readonly icers: readonly number[]
}

/** A slope this much above the next one, relatively, is no rounding error. */
const roundingShare = 1e-12

/**
 * Systems that are worth considering. One system dominates another when it costs no more and is no worse, and is
 * strictly better in one of the two. A system that is left is extendedly dominated when a mixture of a cheaper
 * and a dearer one would cost as much and be better: its ICER from the system before exceeds the next ICER.
 * Systems on the straight line between two others stay.
 *
 * The points are estimates: see `frontierShares` for how sure a place on the frontier is.
 *
 * @method econ.pareto
 * @question Which systems are never the wrong choice, whatever quality is worth?
 * @standing descriptive
 * @source Cantor 1994 (extended dominance)
 * @pinned Python 3.11: every pair compared, then the upper convex hull
 */
export function pareto(systems: readonly CostQuality[]): Pareto {
  const costs = systems.map((system) => system.cost)
  const qualities = systems.map((system) => system.quality)
  const frontier = undominated(costs, qualities)
  const hull: number[] = []
  for (const place of byCost(frontier, costs)) {
    const last = hull.at(-1)
    if (last !== undefined && !(qualities[place]! > qualities[last]!)) continue
    while (hull.length > 1 && isAbove(hull.at(-2)!, hull.at(-1)!, place, costs, qualities)) hull.pop()
    hull.push(place)
  }
  const icers = hull.slice(1).map((place, index) => slope(hull[index]!, place, costs, qualities))
  return { frontier, efficient: hull, icers }
}

/** Places of the points that no other dominates, ascending; points with NaN are left out. */
export function undominated(costs: ArrayLike<number>, qualities: ArrayLike<number>): number[] {
  const places: number[] = []
  for (let place = 0; place < costs.length; place++) {
    if (!Number.isNaN(costs[place]!) && !Number.isNaN(qualities[place]!)) places.push(place)
  }
  const kept: number[] = []
  let cheaperBest = Number.NEGATIVE_INFINITY
  const sorted = byCost(places, costs)
  for (let start = 0; start < sorted.length; ) {
    // All systems of one cost together: only the best of them can stay, with its equals.
    const cost = costs[sorted[start]!]!
    let best = Number.NEGATIVE_INFINITY
    let end = start
    for (; end < sorted.length && costs[sorted[end]!] === cost; end++) {
      best = Math.max(best, qualities[sorted[end]!]!)
    }
    if (best > cheaperBest) {
      for (let index = start; index < end; index++) {
        if (qualities[sorted[index]!] === best) kept.push(sorted[index]!)
      }
      cheaperBest = best
    }
    start = end
  }
  return kept.sort((a, b) => a - b)
}

function byCost(places: readonly number[], costs: ArrayLike<number>): number[] {
  return [...places].sort((a, b) => costs[a]! - costs[b]! || a - b)
}

/** Whether the way from `a` to `b` is steeper than on to `c`, so that a mixture of `a` and `c` beats `b`. */
function isAbove(
  a: number,
  b: number,
  c: number,
  costs: readonly number[],
  qualities: readonly number[],
): boolean {
  return slope(a, b, costs, qualities) > slope(b, c, costs, qualities) * (1 + roundingShare)
}

function slope(from: number, to: number, costs: readonly number[], qualities: readonly number[]): number {
  return (costs[to]! - costs[from]!) / (qualities[to]! - qualities[from]!)
}

export interface NelderMeadOptions {
  /** Distance of the corners of the first simplex from the start, along each axis. */
  readonly step: number
  /** Stops when the values at the corners differ by no more than this ... */
  readonly valueTolerance: number
  /** ... and the corners by no more than this in any coordinate. */
  readonly distanceTolerance: number
  readonly maximumEvaluations: number
}

export interface Minimum {
  readonly at: Float64Array
  readonly value: number
  /** False when the evaluations ran out first. */
  readonly converged: boolean
}

interface Corner {
  readonly at: Float64Array
  readonly value: number
}

/**
 * Minimum of a function of a few variables without derivatives (Nelder and Mead 1965): reflection 1, expansion 2,
 * contraction and shrinkage 1/2. The function may be infinite; it counts as larger than any number.
 */
export function nelderMead(
  value: (at: Float64Array) => number,
  start: ArrayLike<number>,
  options: NelderMeadOptions,
): Minimum {
  const size = start.length
  let evaluations = 0
  const corner = (at: Float64Array): Corner => {
    evaluations += 1
    return { at, value: value(at) }
  }
  const simplex = [corner(Float64Array.from(start))]
  for (let axis = 0; axis < size; axis++) {
    const at = Float64Array.from(start)
    at[axis] = at[axis]! + options.step
    simplex.push(corner(at))
  }
  const byValue = (left: Corner, right: Corner) => left.value - right.value || 0
  simplex.sort(byValue)
  while (!settled(simplex, options)) {
    if (evaluations >= options.maximumEvaluations) return { ...simplex[0]!, converged: false }
    const best = simplex[0]!
    const worst = simplex[size]!
    const centre = centreOf(simplex.slice(0, size))
    const reflected = corner(along(centre, worst.at, -1))
    if (reflected.value < best.value) {
      const expanded = corner(along(centre, worst.at, -2))
      simplex[size] = expanded.value < reflected.value ? expanded : reflected
    } else if (reflected.value < simplex[size - 1]!.value) {
      simplex[size] = reflected
    } else {
      const outside = reflected.value < worst.value
      const contracted = corner(along(centre, worst.at, outside ? -0.5 : 0.5))
      if (contracted.value < (outside ? reflected.value : worst.value)) simplex[size] = contracted
      else for (let k = 1; k <= size; k++) simplex[k] = corner(along(best.at, simplex[k]!.at, 0.5))
    }
    simplex.sort(byValue)
  }
  return { ...simplex[0]!, converged: true }
}

function settled(simplex: readonly Corner[], options: NelderMeadOptions): boolean {
  const best = simplex[0]!
  return simplex.every(
    ({ at, value }) =>
      value - best.value <= options.valueTolerance &&
      at.every((x, axis) => Math.abs(x - best.at[axis]!) <= options.distanceTolerance),
  )
}

function centreOf(corners: readonly Corner[]): Float64Array {
  const centre = new Float64Array(corners[0]!.at.length)
  for (const { at } of corners) {
    for (let axis = 0; axis < centre.length; axis++) centre[axis] = centre[axis]! + at[axis]! / corners.length
  }
  return centre
}

/** centre + share (point - centre). */
function along(centre: Float64Array, point: Float64Array, share: number): Float64Array {
  return centre.map((x, axis) => x + share * (point[axis]! - x))
}

import { normalQuantile } from '../../statistics/distributions/normal.ts'

/** Sizes that are tried, as shares of the planned one: each about a fifth larger than the last, up to eight times the plan. */
export function sizeGrid(planned: number, perParticipant: number): number[] {
  const sizes = new Set<number>()
  for (let size = planned / 8; size <= planned * 8 * 1.001; size *= 1.1892071150027212) {
    sizes.add(Math.max(2 * perParticipant, Math.round(size / perParticipant) * perParticipant))
  }
  return [...sizes].sort((one, other) => one - other)
}

/**
 * The smallest size that gives the power, by halving the grid and then a straight line between its two neighbours, of the normal
 * quantile of the power on the logarithm of the size. Sizes are tried on the same chance, so that power rises with them but
 * for what the simulation leaves open.
 *
 * @param powerAt Power of a size of the grid.
 * @returns Null where the largest size does not give it; the smallest where that does.
 */
export async function neededResponses(
  grid: readonly number[],
  target: number,
  perParticipant: number,
  powerAt: (size: number) => Promise<number>,
): Promise<number | null> {
  let low = 0
  let high = grid.length - 1
  if ((await powerAt(grid[high]!)) < target) return null
  if ((await powerAt(grid[low]!)) >= target) return grid[low]!
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if ((await powerAt(grid[middle]!)) >= target) high = middle
    else low = middle
  }
  const [below, above] = [await powerAt(grid[low]!), await powerAt(grid[high]!)]
  const place = (power: number) => normalQuantile(Math.min(0.9999, Math.max(0.0001, power)))
  const along = (place(target) - place(below)) / (place(above) - place(below))
  const size = Math.exp(Math.log(grid[low]!) + along * Math.log(grid[high]! / grid[low]!))
  return Math.ceil(size / perParticipant - 1e-9) * perParticipant
}

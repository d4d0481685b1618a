import { checkSameLength } from '../argument.ts'
import { undominated } from './pareto.ts'

/**
 * Share of bootstrap draws in which each system is on the frontier of cost and quality. Systems close together
 * change places from draw to draw, and a single frontier hides that.
 *
 * @param costs cost of every system in every draw, draw by draw (`draws` x `systems`); NaN where undefined
 * @param qualities quality in the same layout and from the same draws
 * @param systems number of systems
 * @returns one share per system, 0 to 1; null without draws
 */
export function frontierShares(
  costs: Float64Array,
  qualities: Float64Array,
  systems: number,
): (number | null)[] {
  checkSameLength('qualities', qualities.length, costs.length)
  const draws = systems === 0 ? 0 : costs.length / systems
  if (!Number.isInteger(draws)) throw new RangeError(`costs must hold whole draws of ${systems} systems`)
  const times = new Float64Array(systems)
  for (let draw = 0; draw < draws; draw++) {
    const start = draw * systems
    const end = start + systems
    for (const place of undominated(costs.subarray(start, end), qualities.subarray(start, end))) {
      times[place] = times[place]! + 1
    }
  }
  return Array.from(times, (count) => (draws === 0 ? null : count / draws))
}

import { checkFinite } from '../argument.ts'

/** What the monthly saving depends on. */
export interface SavingInputs {
  /** Answers per month. */
  readonly volume: number
  readonly apiPerAnswer: number
  readonly selfPerAnswer: number
  /** Fixed cost of one unit of capacity per month. */
  readonly fixedPerMonth: number
  /** Units of capacity. */
  readonly units: number
}

export type SavingParameter = keyof SavingInputs

export interface TornadoBar {
  readonly parameter: SavingParameter
  /** The saving with this parameter at the low end of its range and all others at the base. */
  readonly atLow: number
  readonly atHigh: number
  /** |atHigh - atLow|. */
  readonly swing: number
}

export interface Tornado {
  /** Monthly saving of self-hosting at the base; below 0 the API is cheaper. */
  readonly base: number
  /** By swing, widest first; equal swings by name. */
  readonly bars: readonly TornadoBar[]
}

/**
 * One-way sensitivity of the monthly saving volume x (API price - own cost per answer) - fixed cost x units: each
 * parameter goes through its range while the others stay at the base. The saving is linear in each parameter, so
 * the ends tell all. Volume and price act together (their product counts) and deserve a two-way table.
 *
 * Swings that agree to twelve digits are equal, so that rounding does not order the bars.
 *
 * @param ranges low and high end per parameter; parameters without a range have no bar
 *
 * @method econ.tornado
 * @question Which assumption does the saving hang on most?
 * @standing descriptive
 * @source Briggs, Claxton and Sculpher 2006 (one-way sensitivity)
 * @pinned Python 3.11: sorted(bars, key=lambda bar: (-bar.swing, bar.parameter))
 */
export function tornado(
  base: SavingInputs,
  ranges: Readonly<Partial<Record<SavingParameter, readonly [low: number, high: number]>>>,
): Tornado {
  for (const [name, value] of Object.entries(base)) checkFinite(name, value)
  const bars: TornadoBar[] = []
  for (const parameter of savingParameters) {
    const range = ranges[parameter]
    if (range === undefined) continue
    checkFinite(`low end of ${parameter}`, range[0])
    checkFinite(`high end of ${parameter}`, range[1])
    const atLow = saving({ ...base, [parameter]: range[0] })
    const atHigh = saving({ ...base, [parameter]: range[1] })
    bars.push({ parameter, atLow, atHigh, swing: Math.abs(atHigh - atLow) })
  }
  // The parameters come in the order of their names and the sort is stable.
  return { base: saving(base), bars: bars.sort((a, b) => rounded(b.swing) - rounded(a.swing)) }
}

const savingParameters = ['apiPerAnswer', 'fixedPerMonth', 'selfPerAnswer', 'units', 'volume'] as const

function saving({ volume, apiPerAnswer, selfPerAnswer, fixedPerMonth, units }: SavingInputs): number {
  return volume * (apiPerAnswer - selfPerAnswer) - fixedPerMonth * units
}

function rounded(swing: number): number {
  return Number(swing.toPrecision(12))
}

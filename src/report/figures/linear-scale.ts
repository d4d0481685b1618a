/** A horizontal axis with round ticks. */
export interface LinearScale {
  readonly ticks: readonly number[]
  /** Decimals that the ticks need. */
  readonly digits: number
  /** Position of a value in user units. */
  readonly at: (value: number) => number
}

const steps = [1, 2, 2.5, 5, 10]

/**
 * A scale that holds every value and zero, widened to round ticks.
 *
 * @param values What has to fit; values that are not finite are left out.
 * @param from Left end in user units.
 * @param to Right end in user units.
 * @param wanted About how many steps between ticks.
 */
export function linearScale(
  values: readonly number[],
  from: number,
  to: number,
  wanted: number,
): LinearScale {
  return closeScale([0, ...values], from, to, wanted)
}

/** The same without zero, for values that lie far from it and close together. At least one value is finite. */
export function closeScale(values: readonly number[], from: number, to: number, wanted: number): LinearScale {
  const finite = values.filter(Number.isFinite)
  const low = Math.min(...finite)
  const high = Math.max(...finite)
  const span = high - low === 0 ? 1 : high - low
  const step = roundStep(span / wanted)
  const first = Math.floor(low / step + 1e-9)
  const last = Math.max(first + 1, Math.ceil(high / step - 1e-9))
  const ticks = Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step)
  const start = first * step
  const width = (last - first) * step
  return {
    ticks,
    digits: decimalsOf(step),
    at: (value) => from + ((value - start) / width) * (to - from),
  }
}

/** The smallest of 1, 2, 2.5, 5 times a power of ten that is not below `wanted`. */
function roundStep(wanted: number): number {
  const exponent = Math.floor(Math.log10(wanted))
  const power = Number(`1e${exponent}`)
  const factor = steps.find((step) => step * power >= wanted * (1 - 1e-9)) ?? 10
  return factor * power
}

function decimalsOf(step: number): number {
  const text = step.toPrecision(3)
  const plain = Number(text).toString()
  return plain.includes('.') ? (plain.split('.')[1]?.length ?? 0) : 0
}

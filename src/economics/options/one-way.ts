import type { Figure } from '../assumptions/figure.ts'
import type { FigureId, FigureValues } from '../assumptions/figure-names.ts'

export interface OneWayBar {
  readonly id: FigureId
  readonly low: number
  readonly high: number
  /** Saving with the figure at the low end of its range and all others as they are. */
  readonly atLow: number
  readonly atHigh: number
  /** |atHigh - atLow|. */
  readonly swing: number
}

/**
 * One-way sensitivity: each figure goes to the ends of its range while the others stay, widest swing first, equal ones in the
 * order of `ids`. It is `econ.tornado` for a saving that is put together from figures; the saving has steps between the ends
 * where units are added, which the ends do not show.
 */
export function oneWay(
  values: FigureValues,
  figures: Readonly<Record<FigureId, Figure>>,
  ids: readonly FigureId[],
  saving: (values: FigureValues) => number,
): readonly OneWayBar[] {
  const bars = ids.map((id): OneWayBar => {
    const { low, high } = figures[id]
    const atLow = saving({ ...values, [id]: low })
    const atHigh = saving({ ...values, [id]: high })
    return { id, low, high, atLow, atHigh, swing: Math.abs(atHigh - atLow) }
  })
  return bars.filter(({ swing }) => swing > 0).sort((a, b) => rounded(b.swing) - rounded(a.swing))
}

/** Swings that agree to twelve digits are equal, as in `econ.tornado`. */
function rounded(swing: number): number {
  return Number(swing.toPrecision(12))
}

import type { HypothesisPower } from '../power/power-schema.ts'
import { dash, decimal } from './format.ts'

/** How the differences of a hypothesis are printed. */
export interface PowerUnit {
  /** 100 where a value of 1 is printed as 100 points. */
  readonly factor: 1 | 100
  readonly digits: number
  /** `points of win difference`, `scale points`, ... */
  readonly words: string
}

export function powerUnit(hypothesis: Pick<HypothesisPower, 'unit'>): PowerUnit {
  switch (hypothesis.unit) {
    case 'win difference':
      return { factor: 100, digits: 1, words: 'points of win difference' }
    case 'scale points':
      return { factor: 1, digits: 2, words: 'points of the scale' }
    case 'proportion':
      return { factor: 100, digits: 1, words: 'percentage points' }
    case 'rubric score':
      return { factor: 100, digits: 1, words: 'rubric points' }
  }
}

/** `12.9`, or for a win difference `12.9 (6.5)` with the points of win rate in brackets. */
export function powerValue(hypothesis: Pick<HypothesisPower, 'unit'>, value: number | null): string {
  const { factor, digits } = powerUnit(hypothesis)
  if (value === null) return dash
  const own = decimal(value * factor, digits)
  return hypothesis.unit === 'win difference' ? `${own} (${decimal(value * 50, digits)})` : own
}

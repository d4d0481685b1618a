import type { Deviation } from '../../protocol/deviations.ts'
import { counted } from '../../report/format.ts'

/** Every difference from the locked plan, as lines of a terminal. */
export function deviationLines(deviations: readonly Deviation[]): readonly string[] {
  if (deviations.length === 0) return []
  return [
    `${counted(deviations.length, 'deviation')}:`,
    ...deviations.map(({ place, description }) => `  ${place}: ${description}`),
  ]
}

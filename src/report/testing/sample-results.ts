import type { Results } from '../../analysis/results-schema.ts'
import { absoluteResults } from './absolute-results.ts'
import { factorialResults } from './factorial-results.ts'
import { hostileResults } from './hostile-results.ts'
import { oneMarkResults } from './one-mark-results.ts'
import { pairwiseResults } from './pairwise-results.ts'
import { parityResults } from './parity-results.ts'

/** Every invented study by name, for tests that have to hold for all of them. */
export const sampleResults: Readonly<Record<string, () => Results>> = {
  pairwise: pairwiseResults,
  absolute: absoluteResults,
  parity: parityResults,
  factorial: factorialResults,
  'one mark': oneMarkResults,
  hostile: hostileResults,
}

import { crossedDifference, crossedSmall } from './studies/crossed-difference.ts'
import { crossedMargin } from './studies/crossed-margin.ts'
import { mcnemarStudy, newcombe, signTestStudy, tango } from './studies/paired-accuracy.ts'
import { proportion } from './studies/proportion.ts'
import { winDifferenceMargin, winDifferenceNull, winDifferenceSmall } from './studies/win-difference.ts'
import type { Study } from './study.ts'

/** Every study, in the order of the page. */
export const allStudies: readonly Study[] = [
  crossedDifference,
  crossedSmall,
  crossedMargin,
  winDifferenceNull,
  winDifferenceSmall,
  winDifferenceMargin,
  proportion,
  mcnemarStudy,
  newcombe,
  tango,
  signTestStudy,
]

export function findStudy(id: string): Study {
  const study = allStudies.find((one) => one.id === id)
  if (study === undefined) throw new RangeError(`no study ${id}`)
  return study
}

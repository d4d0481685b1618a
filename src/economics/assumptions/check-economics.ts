import { priceOfReference } from '../arm-price.ts'
import type { EconomicsFile } from './economics-schema.ts'
import { pricedModelNames } from './stated-price.ts'

/** What a study has that a file of assumptions can name. */
export interface NameableStudy {
  readonly arms: readonly string[]
  /** Models as the protocol's arms refer to and name them, and as answers name themselves. */
  readonly models: readonly string[]
}

export interface EconomicsFault {
  readonly path: readonly (string | number)[]
  readonly value: string
  readonly expected: string
}

/**
 * What no schema can say of a file of assumptions: days that are still to come, and names that the study does not have. A price of
 * a model that the price table knows may stand there unused, so that a house can keep one list of its contracts.
 *
 * @param latest Last day that a source can have been read on, ISO date.
 * @param study Null where the file is read without one; then names mean nothing and are not looked at.
 */
export function checkEconomics(
  file: EconomicsFile,
  latest: string,
  study: NameableStudy | null,
): readonly EconomicsFault[] {
  const dated = [
    ...Object.entries(file.figures).map(([id, figure]) => ({
      path: ['figures', id, 'date'],
      date: figure.date,
    })),
    ...file.prices.map(({ date }, place) => ({ path: ['prices', place, 'date'], date })),
    ...file.arms.map(({ date }, place) => ({ path: ['arms', place, 'date'], date })),
  ]
  const late = dated
    .filter(({ date }) => date > latest)
    .map(({ path, date }) => ({ path, value: date, expected: 'a day that is not still to come' }))
  if (study === null) return late
  return [
    ...late,
    ...file.arms.flatMap(({ arm }, place) =>
      study.arms.includes(arm)
        ? []
        : [
            {
              path: ['arms', place, 'arm'],
              value: arm,
              expected: `an arm of the study: ${study.arms.join(', ')}`,
            },
          ],
    ),
    ...file.prices.flatMap((price, place) =>
      pricedModelNames(price).some((name) => study.models.includes(name)) ||
      priceOfReference(price.model, new Date(`${latest}T00:00:00Z`)) !== null
        ? []
        : [
            {
              path: ['prices', place, 'model'],
              value: price.model,
              expected: `a model of the price table or of the study: ${study.models.join(', ') || 'it names none'}`,
            },
          ],
    ),
  ]
}

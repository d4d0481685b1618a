import { z } from 'zod'
import { armCostSchema, type EconomicsFile } from './economics-schema.ts'
import { type Figure, figureSchema } from './figure.ts'
import { type FigureId, type FigureValues, figureIds } from './figure-names.ts'
import { statedPriceSchema } from './stated-price.ts'
import { usualFigures } from './usual-figures.ts'

/** All that is assumed: every figure, with the file's in the place of those that ship. */
export const assumptionsSchema = z.strictObject({
  figures: z.record(z.enum(figureIds), figureSchema),
  prices: z.array(statedPriceSchema),
  arms: z.array(armCostSchema),
})

export interface Assumptions {
  readonly figures: Readonly<Record<FigureId, Figure>>
  readonly prices: EconomicsFile['prices']
  readonly arms: EconomicsFile['arms']
}

/** @param file Null: what ships. */
export function assumptionsOf(file: EconomicsFile | null): Assumptions {
  return {
    figures: mapFigures((id) => file?.figures[id] ?? usualFigures[id]),
    prices: file?.prices ?? [],
    arms: file?.arms ?? [],
  }
}

export function valuesOf({ figures }: Pick<Assumptions, 'figures'>): FigureValues {
  return mapFigures((id) => figures[id].value)
}

function mapFigures<Value>(read: (id: FigureId) => Value): Readonly<Record<FigureId, Value>> {
  const schema = z.record(z.enum(figureIds), z.custom<Value>())
  return schema.parse(Object.fromEntries(figureIds.map((id) => [id, read(id)])))
}

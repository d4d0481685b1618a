import { z } from 'zod'
import { adjustmentMethods, adjustP } from '../multiplicity/adjust.ts'
import { gatekeeping } from '../multiplicity/gatekeeping.ts'
import type { AdapterFamily } from './adapter.ts'

const adjustInput = z.object({ p: z.array(z.number().nullable()) })

function adjustAll(input: unknown) {
  const { p } = adjustInput.parse(input)
  return Object.fromEntries(adjustmentMethods.map((method) => [method, adjustP(p, method)]))
}

const gatekeepingInput = z.object({
  families: z.array(z.array(z.number().nullable())),
  alpha: z.number().nullish(),
})

function gatekeepingOfFamilies(input: unknown) {
  const { families, alpha } = gatekeepingInput.parse(input)
  return { families: gatekeeping(families, alpha ?? 0.05) }
}

export const multiplicityAdapters: AdapterFamily = {
  'mult.adjust': adjustAll,
  'mult.gatekeeping': gatekeepingOfFamilies,
}

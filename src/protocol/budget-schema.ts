import { z } from 'zod'

/** A ceiling in money, in tokens, or in both; what none is given for is not limited. */
export const budgetSchema = z.strictObject({
  usd: z.number().min(0).optional().meta({ description: 'Ceiling in US dollars.' }),
  tokens: z.int().min(0).optional().meta({ description: 'Ceiling in tokens, read and written together.' }),
})

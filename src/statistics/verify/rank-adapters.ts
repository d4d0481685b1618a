import { z } from 'zod'
import { friedman } from '../rank/friedman.ts'
import { wilcoxonSigned } from '../rank/wilcoxon-signed.ts'
import type { AdapterFamily } from './adapter.ts'

const friedmanInput = z.object({ x: z.array(z.array(z.number().nullable())) })

function friedmanOfBlocks(input: unknown) {
  return friedman(friedmanInput.parse(input).x)
}

const wilcoxonInput = z.object({ d: z.array(z.number().nullable()) })

/** Missing differences are dropped. */
function wilcoxonOfDifferences(input: unknown) {
  return wilcoxonSigned(wilcoxonInput.parse(input).d.filter((difference) => difference !== null))
}

export const rankAdapters: AdapterFamily = {
  'rank.friedman': friedmanOfBlocks,
  'rank.wilcoxon_signed': wilcoxonOfDifferences,
}

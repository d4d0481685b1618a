import { consensus } from '../../assisted/scoring/consensus.ts'
import type { AssistedPlan } from '../../protocol/assisted/assisted-plan.ts'
import { withProblems } from '../database-problem.ts'
import type { Store } from '../store.ts'
import { readCodings } from './read-codings.ts'

/** How far the coding is, of all kinds of texts together. */
export interface CodingTotal {
  readonly texts: number
  /** With a final code. */
  readonly final: number
}

/**
 * Texts with the coders: real participants' with those of models alone, and apart from them those of SIMULATED participants alone.
 * For a trial that is closed: while it is open, what is brought to the coders after a participant tells whether an arm wrote to them.
 */
export function readCodingTotals(
  store: Store,
  study: { readonly id: string },
  { coding }: Pick<AssistedPlan, 'coding'>,
): Promise<Readonly<Record<'real' | 'simulated', CodingTotal>>> {
  return withProblems(async () => {
    const texts = await readCodings(store.database, study)
    const total = (origin: 'real' | 'simulated'): CodingTotal => {
      const states = texts
        .filter((text) => text.origin === origin)
        .map((text) => consensus(text, coding.coders).state)
      return { texts: states.length, final: states.filter((state) => state === 'final').length }
    }
    return { real: total('real'), simulated: total('simulated') }
  })
}

import { withProblems } from '../database-problem.ts'
import type { Store } from '../store.ts'
import { readCodings } from './read-codings.ts'
import { readProposals } from './read-proposals.ts'

/** Of how many texts a proposer has said something that could be read. */
export interface ProposalCount {
  readonly texts: number
  readonly proposed: number
}

/** Proposals of one proposer; of real participants' texts and those of models alone, and apart from them of SIMULATED participants'. */
export function readProposalCounts(
  store: Store,
  study: { readonly id: string },
  proposer: string,
): Promise<{ readonly real: ProposalCount; readonly simulated: ProposalCount }> {
  return withProblems(async () => {
    const texts = (await readCodings(store.database, study)).filter(({ words }) => words)
    const given = new Set(
      (await readProposals(store.database, study))
        .filter((one) => one.proposer === proposer && one.failure === null)
        .map(({ task }) => task),
    )
    const of = (origin: 'real' | 'simulated'): ProposalCount => {
      const own = texts.filter((text) => text.origin === origin)
      return { texts: own.length, proposed: own.filter(({ task }) => given.has(task)).length }
    }
    return { real: of('real'), simulated: of('simulated') }
  })
}

/** Everybody whose proposals are on record: versions of the matcher, and judges. In the order of their names. */
export function readProposers(store: Store, study: { readonly id: string }): Promise<readonly string[]> {
  return withProblems(async () => {
    const proposals = await readProposals(store.database, study)
    return [...new Set(proposals.map(({ proposer }) => proposer))].sort()
  })
}

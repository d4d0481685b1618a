import type { Generator } from '../../statistics/random/generator.ts'

export type Team = 'incumbent' | 'candidate'

/** A place of an interleaved list: the document, and the ranking that put it there. */
export interface Drafted {
  readonly document: string
  readonly team: Team
}

/**
 * Team-draft interleaving of two rankings of the same documents: in each round both rankings, in an order drawn by lot, put
 * their best document that is not yet there. What readers then use tells which ranking they prefer, without being shown two
 * lists.
 *
 * @param incumbent Documents, the best first, each once.
 * @param candidate The same.
 * @param generator Draws who begins each round.
 * @source Radlinski, Kurup and Joachims 2008, How does clickthrough data reflect retrieval quality?
 */
export function teamDraft(
  incumbent: readonly string[],
  candidate: readonly string[],
  generator: Generator,
): readonly Drafted[] {
  const taken = new Set<string>()
  const drafted: Drafted[] = []
  const next: Record<Team, number> = { incumbent: 0, candidate: 0 }
  const lists: Readonly<Record<Team, readonly string[]>> = { incumbent, candidate }
  const put = (team: Team): boolean => {
    const list = lists[team]
    while (next[team] < list.length) {
      const document = list[next[team]++]!
      if (taken.has(document)) continue
      taken.add(document)
      drafted.push({ document, team })
      return true
    }
    return false
  }
  for (;;) {
    const order: readonly [Team, Team] =
      generator.integerBelow(2) === 0 ? ['incumbent', 'candidate'] : ['candidate', 'incumbent']
    const [first, second] = [put(order[0]), put(order[1])]
    if (!first && !second) return drafted
  }
}

/**
 * What one reader's use of an interleaved list says: 1 the candidate is preferred, -1 the incumbent, 0 neither; null where
 * nothing of it was used. Documents that both rankings have in the same place are credited to the team that put them, which
 * is drawn by lot, so that they favour nobody in the mean.
 *
 * @param used Documents of the list that the reader opened.
 */
export function draftOutcome(drafted: readonly Drafted[], used: readonly string[]): 1 | 0 | -1 | null {
  const opened = new Set(used)
  let incumbent = 0
  let candidate = 0
  for (const { document, team } of drafted) {
    if (!opened.has(document)) continue
    if (team === 'candidate') candidate += 1
    else incumbent += 1
  }
  if (incumbent + candidate === 0) return null
  return candidate > incumbent ? 1 : candidate < incumbent ? -1 : 0
}

import { byTieHash } from './tie-order.ts'

/** From the paper of Cormack, Clarke and Buettcher (2009). */
const usualK = 60

/** A document and what several lists say of it together. */
export interface Fused {
  readonly id: string
  readonly score: number
}

/**
 * Reciprocal rank fusion: a document has the sum of 1 / (k + rank) over the lists that hold it. Scores of the lists are not
 * needed, so that lists of different engines can be fused.
 *
 * @param question parts equal sums
 */
export function fuse(question: string, lists: readonly (readonly string[])[], k = usualK): Fused[] {
  if (!(k >= 0 && k < Number.POSITIVE_INFINITY))
    throw new RangeError(`k must be a finite number of at least 0, not ${k}`)
  const scores = new Map<string, number>()
  for (const list of lists)
    for (const [index, id] of [...new Set(list)].entries())
      scores.set(id, (scores.get(id) ?? 0) + 1 / (k + index + 1))
  const order = byTieHash(question)
  return [...scores]
    .map(([id, score]) => ({ id, score }))
    .sort((a, b) => b.score - a.score || order(a.id, b.id))
}

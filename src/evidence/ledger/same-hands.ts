import type { Source } from './source-schema.ts'

/**
 * Whether two sources are of the same people: two names in common, or all names of either. One common surname among many is not
 * enough.
 */
export function sameHands(one: Source, other: Source): boolean {
  const [few, many] =
    one.authors.length <= other.authors.length ? [one.authors, other.authors] : [other.authors, one.authors]
  // Asked of every pair of sources: no set is made for lists of a few names.
  let common = 0
  for (const author of few) if (many.includes(author)) common += 1
  return common > 1 || (common > 0 && common === few.length)
}

import { canonicalHash } from '../../protocol/hash.ts'
import type { Preference } from './preference.ts'

/** Preferences by their ids, so that the order of a file never decides which wording or arm of equal texts is named. */
export function inOrderOfIds(preferences: readonly Preference[]): readonly Preference[] {
  return [...preferences].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
}

/**
 * SHA-256 of the canonical JSON of preferences in the order of their ids: of the marks, where `learningDataSha256` is of what a
 * ranker computes from them.
 */
export function preferencesSha256(preferences: readonly Preference[]): string {
  return canonicalHash(inOrderOfIds(preferences))
}

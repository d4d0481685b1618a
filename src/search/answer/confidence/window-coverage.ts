/**
 * Most rarity of distinct question words within any stretch of so many words; those that the title has count half without being
 * in it.
 */
export function windowCoverage(
  body: readonly string[],
  rarity: ReadonlyMap<string, number>,
  about: ReadonlySet<string>,
  length: number,
): number {
  let given = 0
  for (const [word, of] of rarity) if (about.has(word)) given += of / 2
  const within = new Map<string, number>()
  let has = 0
  let best = 0
  const worth = (word: string) => (rarity.get(word) ?? 0) / (about.has(word) ? 2 : 1)
  for (const [place, word] of body.entries()) {
    if (rarity.has(word)) {
      const times = within.get(word) ?? 0
      if (times === 0) has += worth(word)
      within.set(word, times + 1)
    }
    const leaving = place < length ? undefined : body[place - length]
    if (leaving !== undefined && rarity.has(leaving)) {
      const times = within.get(leaving)!
      if (times === 1) has -= worth(leaving)
      within.set(leaving, times - 1)
    }
    if (has > best) best = has
  }
  return given + best
}

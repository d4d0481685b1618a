import type { Item } from './item.ts'

export interface NearDuplicateOptions {
  /** Words of a shingle. */
  readonly words: number
  /** Least Jaccard similarity of a pair, above 0 and at most 1. */
  readonly threshold: number
}

/** Two items that ask nearly the same. */
export interface NearDuplicate {
  /** Keys of the two. */
  readonly one: string
  readonly other: string
  /** Shingles that both have over those that either has: 1 where the words are the same. */
  readonly similarity: number
}

export const usualNearness: NearDuplicateOptions = { words: 3, threshold: 0.8 }

/**
 * Pairs of items whose words are nearly the same: the Jaccard similarity of their sets of word shingles reaches
 * the threshold. Compared are the earlier turns, the question and its options, in lower case without punctuation;
 * passages are not. Every such pair is found: an item's rarest shingles are enough to meet its partners.
 */
export function nearDuplicates(
  items: readonly Item[],
  options: NearDuplicateOptions = usualNearness,
): readonly NearDuplicate[] {
  return pairs(items, null, options)
}

/** Pairs of an item (`one`) and one of another set (`other`), such as the items that a study has already. */
export function nearDuplicatesAgainst(
  items: readonly Item[],
  others: readonly Item[],
  options: NearDuplicateOptions = usualNearness,
): readonly NearDuplicate[] {
  return pairs(items, others, options)
}

interface Shingled {
  readonly key: string
  /** Numbers of the shingles, the rarest first. */
  readonly shingles: readonly number[]
}

function pairs(
  items: readonly Item[],
  others: readonly Item[] | null,
  { words, threshold }: NearDuplicateOptions,
): readonly NearDuplicate[] {
  if (!(threshold > 0 && threshold <= 1))
    throw new RangeError(`threshold must be in (0, 1], not ${threshold}`)
  if (!(Number.isInteger(words) && words >= 1)) throw new RangeError(`words must be 1 or more, not ${words}`)
  const all = shingleAll([...items, ...(others ?? [])], words)
  const mine = all.slice(0, items.length)
  const theirs = all.slice(items.length)
  const index = new Map<number, Shingled[]>()
  const enter = (entry: Shingled): void => {
    for (const shingle of prefix(entry, threshold)) {
      const holders = index.get(shingle)
      if (holders === undefined) index.set(shingle, [entry])
      else holders.push(entry)
    }
  }
  for (const entry of theirs) enter(entry)
  const found: NearDuplicate[] = []
  for (const entry of mine) {
    const candidates = new Set(prefix(entry, threshold).flatMap((shingle) => index.get(shingle) ?? []))
    for (const candidate of candidates) {
      const similarity = jaccard(entry.shingles, candidate.shingles)
      if (similarity >= threshold) found.push({ one: entry.key, other: candidate.key, similarity })
    }
    if (others === null) enter(entry)
  }
  return (others === null ? found.map(inOrder) : found).sort(bySimilarity)
}

/**
 * The shingles of which a partner must have one: two sets of similarity t share at least t times the larger, so
 * not all they share can stand beyond each one's first |S| - ceil(t |S|) + 1 shingles in a common order.
 */
function prefix({ shingles }: Shingled, threshold: number): readonly number[] {
  const shared = Math.max(1, Math.ceil(threshold * shingles.length - 1e-9))
  return shingles.slice(0, shingles.length - shared + 1)
}

function shingleAll(items: readonly Item[], words: number): readonly Shingled[] {
  const numbers = new Map<string, number>()
  const holders: number[] = []
  const sets = items.map((item) => {
    const set = new Set<number>()
    for (const shingle of shinglesOf(textOf(item), words)) {
      const number = numbers.get(shingle) ?? numbers.size
      numbers.set(shingle, number)
      set.add(number)
    }
    for (const number of set) holders[number] = (holders[number] ?? 0) + 1
    return set
  })
  return items.map((item, place) => ({
    key: item.key,
    shingles: [...(sets[place] ?? [])].sort((a, b) => (holders[a] ?? 0) - (holders[b] ?? 0) || a - b),
  }))
}

function textOf(item: Item): string {
  const turns = item.turns?.map((turn) => turn.text) ?? []
  const options = item.options?.map((option) => option.text) ?? []
  return [...turns, item.text ?? '', ...options].join('\n')
}

/** Runs of letters and digits are words; a text shorter than a shingle is one shingle. */
function shinglesOf(text: string, length: number): readonly string[] {
  const words =
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  if (words.length === 0) return []
  if (words.length <= length) return [words.join(' ')]
  return words.slice(length - 1).map((_, start) => words.slice(start, start + length).join(' '))
}

function jaccard(one: readonly number[], other: readonly number[]): number {
  const members = new Set(one)
  let shared = 0
  for (const shingle of other) if (members.has(shingle)) shared += 1
  return shared / (one.length + other.length - shared)
}

/** The smaller key first. */
function inOrder(pair: NearDuplicate): NearDuplicate {
  return pair.one <= pair.other ? pair : { ...pair, one: pair.other, other: pair.one }
}

function bySimilarity(one: NearDuplicate, other: NearDuplicate): number {
  const difference = other.similarity - one.similarity
  if (difference !== 0) return difference
  if (one.one !== other.one) return one.one < other.one ? -1 : 1
  return one.other < other.other ? -1 : one.other > other.other ? 1 : 0
}

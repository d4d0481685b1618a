import { indexFields } from './field-words.ts'
import type { Postings } from './postings.ts'

/** Postings of some passages, with those of them that still count. */
export interface PostingsPart {
  readonly postings: Postings
  /** 1 where the passage counts, 0 where a newer one or an earlier equal one stands for it. */
  readonly live: Uint8Array
}

/**
 * One set of postings out of several, in their order; passages that do not count are left out and the others numbered anew.
 * Parts are asked for twice, one at a time, so that they need not be in memory together.
 */
export async function mergePostings(
  parts: number,
  read: (part: number) => Promise<PostingsPart>,
): Promise<Postings> {
  const holders = new Map<string, number>()
  let passageCount = 0
  for (let part = 0; part < parts; part++) {
    const { postings, live } = await read(part)
    for (const one of live) passageCount += one
    for (const [place, word] of postings.words.entries()) {
      const count = liveIn(postings, live, place)
      if (count > 0) holders.set(word, (holders.get(word) ?? 0) + count)
    }
  }
  const words = [...holders.keys()].sort()
  const starts = new Uint32Array(words.length + 1)
  const placeOf = new Map<string, number>()
  for (const [place, word] of words.entries()) {
    starts[place + 1] = starts[place]! + (holders.get(word) ?? 0)
    placeOf.set(word, place)
  }
  const size = starts[words.length]!
  const merged: Postings = {
    words,
    starts,
    passages: new Uint32Array(size),
    counts: new Uint32Array(size),
    lengths: new Uint16Array(passageCount * indexFields.length),
  }
  const next = starts.slice(0, -1)
  let before = 0
  for (let part = 0; part < parts; part++) {
    before = append(merged, next, placeOf, before, await read(part))
  }
  return merged
}

function liveIn({ starts, passages }: Postings, live: Uint8Array, place: number): number {
  let count = 0
  for (let at = starts[place]!; at < starts[place + 1]!; at++) count += live[passages[at]!]!
  return count
}

/** Gives the number of passages so far. */
function append(
  merged: Postings,
  next: Uint32Array,
  placeOf: ReadonlyMap<string, number>,
  before: number,
  { postings, live }: PostingsPart,
): number {
  const fields = indexFields.length
  const numbers = new Uint32Array(live.length)
  let number = before
  for (let passage = 0; passage < live.length; passage++) {
    if (live[passage] === 0) continue
    numbers[passage] = number
    merged.lengths.set(postings.lengths.subarray(passage * fields, (passage + 1) * fields), number * fields)
    number += 1
  }
  for (const [place, word] of postings.words.entries()) {
    const target = placeOf.get(word)
    if (target === undefined) continue
    let at = next[target]!
    for (let entry = postings.starts[place]!; entry < postings.starts[place + 1]!; entry++) {
      const passage = postings.passages[entry]!
      if (live[passage] === 0) continue
      merged.passages[at] = numbers[passage]!
      merged.counts[at] = postings.counts[entry]!
      at += 1
    }
    next[target] = at
  }
  return number
}

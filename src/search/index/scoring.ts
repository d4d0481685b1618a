import { type IndexField, indexFields } from './field-words.ts'
import type { Postings } from './postings.ts'

/** How BM25F weighs the fields (Zaragoza and others 2004; Robertson and Zaragoza 2009, section 3.6). */
export interface FieldScoring {
  /** How soon repetition stops counting; above 0. */
  readonly k1: number
  /** Weight of a field (0 leaves it out), and how much its length counts, from 0 to 1. */
  readonly fields: Readonly<Record<IndexField, { readonly weight: number; readonly b: number }>>
}

/** Plain BM25 of the body, as other engines have it. */
export const plainScoring: FieldScoring = {
  k1: 1.2,
  fields: { title: { weight: 0, b: 0 }, focus: { weight: 0, b: 0 }, body: { weight: 1, b: 0.75 } },
}

/**
 * What clinical search uses. k1 and b of the body are the usual ones of Anserini, better than 1.2 and 0.75 on BioASQ's snippets. The
 * weights were chosen on one half of MedQuAD's questions (by hash), asked by the name of the focus and by a synonym of it: the
 * smallest ones within one standard error of the best (docs/decisions/search-engines.md). Titles name what a document is
 * about, and long ones less so; other names are short lists, whose length says little.
 */
export const usualScoring: FieldScoring = {
  k1: 0.9,
  fields: { title: { weight: 6, b: 0.75 }, focus: { weight: 4, b: 0.5 }, body: { weight: 1, b: 0.4 } },
}

/** Full saturation; an impact is this share of 1. */
export const fullImpact = 65_535

/**
 * What each posting adds to the score of its passage, without the rarity of the word: t / (k1 + t), where t is the sum over the
 * fields of weight x occurrences / (1 - b + b x length / mean length), in units of 1 / 65,535.
 */
export function postingImpacts(postings: Postings, scoring: FieldScoring): Uint16Array {
  const { passages, counts, lengths } = postings
  const norms = fieldNorms(lengths, scoring)
  const impacts = new Uint16Array(passages.length)
  const fields = indexFields.length
  for (let at = 0; at < impacts.length; at++) {
    const base = passages[at]! * fields
    const packed = counts[at]!
    const t =
      (packed & 255) * norms[base]! +
      ((packed >>> 8) & 255) * norms[base + 1]! +
      ((packed >>> 16) & 255) * norms[base + 2]!
    impacts[at] = Math.round((fullImpact * t) / (scoring.k1 + t))
  }
  return impacts
}

export function meanLengths(lengths: Uint16Array): Readonly<Record<IndexField, number>> {
  const [title = 0, focus = 0, body = 0] = fieldSums(lengths).map(
    (sum) => sum / Math.max(1, lengths.length / indexFields.length),
  )
  return { title, focus, body }
}

function fieldSums(lengths: Uint16Array): readonly number[] {
  const fields = indexFields.length
  const sums = indexFields.map(() => 0)
  for (let at = 0; at < lengths.length; at++) sums[at % fields]! += lengths[at]!
  return sums
}

/** Weight over length norm of each field of each passage. */
function fieldNorms(lengths: Uint16Array, scoring: FieldScoring): Float32Array {
  const means = meanLengths(lengths)
  const norms = new Float32Array(lengths.length)
  for (const [field, name] of indexFields.entries()) {
    const { weight, b } = scoring.fields[name]
    const mean = means[name]
    for (let at = field; at < lengths.length; at += indexFields.length) {
      // A field without words has no occurrences to weigh; with b = 1 its norm would be infinite.
      if (lengths[at] !== 0) norms[at] = weight / (1 - b + (b * lengths[at]!) / mean)
    }
  }
  return norms
}

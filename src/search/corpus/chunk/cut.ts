import type { Piece } from './pieces.ts'

/** Sizes of passages in words. */
export interface PassageSizes {
  readonly least: number
  readonly most: number
  /** Only a single piece that cannot be cut may be larger. */
  readonly limit: number
}

/**
 * Cuts the pieces of one section into runs so that their sizes lie between `least` and `most` as far as that goes, and cuts
 * fall between paragraphs rather than within. Of all ways that keep to the limit the one of the least cost is taken: the sum
 * over runs of the squared distance to the wanted sizes, and the costs of the cuts; of equal ones the one with the later
 * last cut.
 *
 * @returns The place of the first piece of each run.
 */
export function cutPieces(pieces: readonly Piece[], sizes: PassageSizes): readonly number[] {
  const bound = boundRuns(pieces)
  const costs: number[] = [0]
  const starts: number[] = [0]
  for (let end = 1; end <= bound.length; end++) {
    let best = Number.POSITIVE_INFINITY
    let bestStart = end - 1
    let inner = 0
    for (let start = end - 1; start >= 0; start--) {
      const run = bound[start]
      if (run === undefined) break
      inner += run.words
      const words = inner + run.headerWords
      if (inner > sizes.limit && start < end - 1) break
      if (words > sizes.limit && start < end - 1) continue
      const cut = start === 0 ? 0 : run.cutBefore
      const cost = (costs[start] ?? 0) + cut + sizeCost(words, sizes)
      if (cost < best) {
        best = cost
        bestStart = start
      }
    }
    costs.push(best)
    starts.push(bestStart)
  }
  const cuts: number[] = []
  for (let end = bound.length; end > 0; end = starts[end] ?? 0) cuts.push(bound[starts[end] ?? 0]?.first ?? 0)
  return cuts.reverse()
}

function sizeCost(words: number, { least, most }: PassageSizes): number {
  const away = words < least ? least - words : words > most ? words - most : 0
  return away * away
}

interface BoundRun {
  readonly first: number
  readonly words: number
  readonly cutBefore: number
  readonly headerWords: number
}

/** Pieces that no cut may part, as one. */
function boundRuns(pieces: readonly Piece[]): readonly BoundRun[] {
  const runs: BoundRun[] = []
  for (const [index, { words, cutBefore, headerWords }] of pieces.entries()) {
    const last = runs.at(-1)
    if (cutBefore === null && last !== undefined)
      runs[runs.length - 1] = { ...last, words: last.words + words }
    else runs.push({ first: index, words, cutBefore: cutBefore ?? 0, headerWords })
  }
  return runs
}

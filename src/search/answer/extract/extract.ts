import type { Candidate } from '../../rank/candidate.ts'
import type { WordStatistics } from '../../rank/word-statistics.ts'
import type { AskedQuestion } from '../asked-question.ts'
import { isCommonWord } from '../common-words.ts'
import { type Piece, piecesOf } from './pieces.ts'
import { questionWeights } from './unit-worth.ts'

export const usualQuotedPassages = 5

export interface ExtractOptions {
  /** Passages that are looked at, from the best; 5 when left out. */
  readonly passages?: number
  /** Pieces at most: a sentence, or a list with its lead-in, is one; 5 when left out. */
  readonly most?: number
  /** Characters after which no further piece is begun; 900 when left out. */
  readonly characters?: number
  /** A further piece must be worth this share of the first, after what it repeats is taken off; 0.45 when left out. */
  readonly gain?: number
}

/** A stretch of a passage, exactly as it stands there. */
export interface ExtractedSentence {
  readonly passage: string
  readonly start: number
  readonly end: number
  readonly text: string
  /** Entries and rows stand in a list or a table with what came before them. */
  readonly kind: 'sentence' | 'entry' | 'row'
}

/**
 * Sentences that answer a question, every one verbatim in its passage.
 *
 * Pieces are taken one by one, the one that adds most first: its worth less what earlier ones say already, by the share of its
 * rarer words that they have. It stops when the next adds too little. The reader gets them by passage and place.
 */
export function extractSentences(
  question: AskedQuestion,
  candidates: readonly Candidate[],
  statistics: WordStatistics,
  options: ExtractOptions = {},
): readonly ExtractedSentence[] {
  const { passages = usualQuotedPassages, most = 5, characters = 900, gain = 0.45 } = options
  const considered = candidates.slice(0, passages)
  const pieces = piecesOf(question, questionWeights(question, statistics), considered)
  const chosen = choose(pieces, statistics, { most, characters, gain })
  return chosen
    .sort((left, right) => left.rank - right.rank || left.first - right.first)
    .flatMap(({ rank, units }) => {
      const { id, text } = considered[rank]!.passage
      return units.map(({ start, end, kind }) => ({
        passage: id,
        start,
        end,
        text: text.slice(start, end),
        kind: kind === 'heading' ? 'sentence' : kind,
      }))
    })
}

function choose(
  pieces: readonly Piece[],
  statistics: WordStatistics,
  limits: Required<Pick<ExtractOptions, 'most' | 'characters' | 'gain'>>,
): Piece[] {
  const chosen: Piece[] = []
  const said = new Set<string>()
  const left = new Set(pieces)
  let written = 0
  let firstGain = 0
  while (chosen.length < limits.most && written < limits.characters && left.size > 0) {
    let best: Piece | null = null
    let bestGain = 0
    let bestSum = 0
    for (const piece of left) {
      // Not better than the best already without its repetition: no need to count that.
      if (piece.worth + piece.ahead <= bestSum) continue
      const gained = piece.worth * (1 - repeated(piece, said, statistics))
      if (gained > 0 && gained >= limits.gain * firstGain && gained + piece.ahead > bestSum) {
        best = piece
        bestGain = gained
        bestSum = gained + piece.ahead
      }
    }
    if (best === null) break
    if (chosen.length === 0) firstGain = bestGain
    left.delete(best)
    chosen.push(best)
    for (const word of best.words) said.add(word)
    for (const { start, end } of best.units) written += end - start
  }
  return chosen
}

/** Share of a piece's words, by rarity, that have been said; 0 to 1. */
function repeated(piece: Piece, said: ReadonlySet<string>, statistics: WordStatistics): number {
  let all = 0
  let again = 0
  for (const word of piece.words) {
    if (isCommonWord(word)) continue
    const rarity = statistics.rarity(word)
    all += rarity
    if (said.has(word)) again += rarity
  }
  return all === 0 ? 1 : again / all
}

import type { Candidate } from '../../rank/candidate.ts'
import type { WordStatistics } from '../../rank/word-statistics.ts'
import type { AskedQuestion } from '../asked-question.ts'
import { choose, type Limits } from './choose.ts'
import { askedOf, type Piece, piecesOf } from './pieces.ts'
import { sectionLeads } from './section-lead.ts'
import { type Subject, subjectOf } from './subject.ts'

export interface ExtractOptions {
  /** Passages that are looked at, from the best; 10 when left out. */
  readonly passages?: number
  /** Pieces at most: a sentence, or a list with its lead-in, is one; 5 when left out. A section that leads counts as one. */
  readonly most?: number
  /** Characters after which no further piece is begun; 900 when left out. */
  readonly characters?: number
  /** Characters of a section that answers by what it is; 600 when left out. */
  readonly lead?: number
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
  /** More entries or rows follow in the source. */
  readonly more: boolean
}

/**
 * Sentences that answer a question, every one verbatim in its passage, and from no passage that is about something else.
 *
 * Rows of a table that a number of the question tells are the answer. Else a section that is about the subject and of the type
 * asked begins it, from its first sentence on. Further pieces are taken one by one, the one that adds most first.
 */
export function extractSentences(
  question: AskedQuestion,
  candidates: readonly Candidate[],
  statistics: WordStatistics,
  options: ExtractOptions = {},
  subject: Subject = subjectOf(question, candidates, statistics),
): readonly ExtractedSentence[] {
  const { passages = 10, most = 5, characters = 900, lead = 600, gain = 0.45 } = options
  const limits: Limits = { most, characters, gain }
  const asked = askedOf(question, subject, statistics)
  // Parts of one section may be found far apart.
  const documents = new Set(candidates.slice(0, passages).map(({ passage }) => passage.document))
  const all = piecesOf(
    asked,
    candidates,
    ({ passage }, rank) => rank < passages || documents.has(passage.document),
  )
  const near = all.filter(({ rank }) => rank < passages)
  const numbered = near.filter(({ rowsBy, titled }) => rowsBy === 'number' && titled)
  const leads = numbered.length > 0 ? [] : sectionLeads(question, subject, candidates, all, lead)
  const chosen =
    numbered.length > 0
      ? choose(numbered, [], statistics, limits)
      : [...leads, ...choose(near, leads, statistics, limits)]
  return inOrder(chosen, leads).flatMap((piece) => sentencesOf(piece, candidates))
}

/** Passages that lead first, the others as they were ranked; within each in the order of its text. */
function inOrder(chosen: readonly Piece[], leads: readonly Piece[]): readonly Piece[] {
  const ranks = [
    ...new Set([...leads.map(({ rank }) => rank), ...chosen.map(({ rank }) => rank).sort((a, b) => a - b)]),
  ]
  return ranks.flatMap((rank) =>
    chosen.filter((piece) => piece.rank === rank).sort((left, right) => left.block.first - right.block.first),
  )
}

function sentencesOf(
  { rank, units, block }: Piece,
  candidates: readonly Candidate[],
): readonly ExtractedSentence[] {
  const { id, text } = candidates[rank]!.passage
  return units.map(({ start, end, kind }, at) => ({
    passage: id,
    start,
    end,
    text: text.slice(start, end),
    kind: kind === 'heading' ? 'sentence' : kind,
    more: block.cut && at === units.length - 1,
  }))
}

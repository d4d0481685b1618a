import type { Candidate } from '../../rank/candidate.ts'
import { indexWords } from '../../text/words.ts'
import type { AskedQuestion } from '../asked-question.ts'
import { isCommonWord } from '../common-words.ts'
import type { Piece } from './pieces.ts'
import type { Subject } from './subject.ts'
import { sendsElsewhere } from './unit-worth.ts'

/** Tests answer how a disease is diagnosed. */
const nearlyOfType = 0.7
/** Passages further down begin no answer. */
const deepest = 10

/**
 * Sections that answer the question by what they are: about its subject, and of the type asked, or headed by what else it names
 * ("Pregnancy"). Each is given from its beginning, in its order, so that no sentence loses the one it follows.
 *
 * @returns Pieces in the order of reading; none where no section fits.
 */
export function sectionLeads(
  question: AskedQuestion,
  subject: Subject,
  candidates: readonly Candidate[],
  pieces: readonly Piece[],
  characters: number,
): readonly Piece[] {
  const besides = wordsBesides(question, subject)
  const headed = (rank: number) =>
    candidates[rank]!.passage.headings.some((heading) =>
      indexWords(heading).some((word) => besides.has(word)),
    )
  const fitting = [
    ...new Set(pieces.filter(({ titled, rank }) => titled && rank < deepest).map(({ rank }) => rank)),
  ]
    .map((rank) => ({ rank, fit: pieces.find((piece) => piece.rank === rank)?.fit ?? null }))
    .sort((left, right) => left.rank - right.rank)
  const special = fitting.find(({ rank, fit }) => headed(rank) && (fit === null || fit > 0))
  const typedBy = (least: number) =>
    fitting.find(({ rank, fit }) => (fit ?? 0) >= least && section(rank, candidates, pieces).length > 0)
  const typed = typedBy(1) ?? typedBy(nearlyOfType)
  const chosen = [...new Set([special, typed].flatMap((one) => (one === undefined ? [] : [one.rank])))]
  const each = characters / Math.max(1, chosen.length)
  const taken: Piece[] = []
  for (const rank of chosen) {
    const own = section(rank, candidates, pieces)
    if (!taken.some((piece) => own.includes(piece))) taken.push(...fromBeginning(own, each))
  }
  return taken
}

/** Pieces of the section that a passage is of, as far as its passages were found without a gap from the first one found. */
function section(rank: number, candidates: readonly Candidate[], pieces: readonly Piece[]): readonly Piece[] {
  const { document, headings } = candidates[rank]!.passage
  const same = candidates
    .flatMap(({ passage }, at) =>
      passage.document === document && passage.headings.join('\n') === headings.join('\n')
        ? [{ at, ordinal: ordinalOf(passage.id) }]
        : [],
    )
    .sort((left, right) => left.ordinal - right.ordinal)
  const out: Piece[] = []
  for (const [index, { at, ordinal }] of same.entries()) {
    const before = same[index - 1]
    if (before !== undefined && ordinal !== before.ordinal + 1) break
    out.push(...pieces.filter((piece) => piece.rank === at).sort((a, b) => a.block.first - b.block.first))
  }
  return withoutHeading(out, candidates)
}

/** Without questions that repeat the heading; nothing of a section that only sends the reader elsewhere. */
function withoutHeading(own: readonly Piece[], candidates: readonly Candidate[]): readonly Piece[] {
  const wordsOf = ({ rank, block }: Piece) =>
    block.units.map(({ start, end }) => candidates[rank]!.passage.text.slice(start, end)).join(' ')
  const from = own.findIndex((piece) => !/\?$/.test(wordsOf(piece)))
  const first = own[from]
  return first === undefined || sendsElsewhere(wordsOf(first)) ? [] : own.slice(from)
}

function fromBeginning(own: readonly Piece[], characters: number): readonly Piece[] {
  const taken: Piece[] = []
  let written = 0
  for (const piece of own) {
    const length = piece.block.units.reduce((sum, { start, end }) => sum + end - start, 0)
    if (taken.length > 0 && written + length > characters) break
    // In its place, what a sentence leans on stands before it already.
    taken.push({ ...piece, units: piece.block.units })
    written += length
  }
  return taken
}

/** Words of the question beside its subject and its type. */
function wordsBesides(question: AskedQuestion, subject: Subject): ReadonlySet<string> {
  const known = new Set([...subject.names.flatMap(({ stems }) => stems), ...question.drugs.flat()])
  const named = new Set([...question.names.flatMap(({ stems }) => stems), ...question.words])
  const types = new Set(question.typeWords)
  return new Set(
    [...named].filter(
      (word) => !known.has(word) && !types.has(word) && !isCommonWord(word) && !/^\d/.test(word),
    ),
  )
}

function ordinalOf(id: string): number {
  return Number(/#(\d+)$/.exec(id)?.[1] ?? 0)
}

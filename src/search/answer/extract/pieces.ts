import type { Passage } from '../../corpus/passage.ts'
import type { Candidate } from '../../rank/candidate.ts'
import type { WordStatistics } from '../../rank/word-statistics.ts'
import { indexWords } from '../../text/words.ts'
import type { AskedQuestion } from '../asked-question.ts'
import { suspiciousStretches, withBlankLines } from '../injection/clean-passage.ts'
import { answersType } from '../type-cues.ts'
import { leansBack, pointsBack } from './anaphora.ts'
import { type Block, blocksOf } from './blocks.ts'
import { isOtherKind } from './numbered-kind.ts'
import { type PassageUnit, passageUnits } from './passage-units.ts'
import { meetsNumber, type NamedNumber, namedNumbers } from './question-numbers.ts'
import { sectionFit } from './section-fit.ts'
import { isTitled, names, namesDrugs, namesTogether, type Subject, speaksOfAll } from './subject.ts'
import { chosenRows } from './table-rows.ts'
import { aboutWords, creditOfPlace, type QuestionWeights, questionWeights, unitWorth } from './unit-worth.ts'

/** What is taken or left as a whole: a sentence with what it leans on, a list with its lead-in, rows of a table with its head. */
export interface Piece {
  /** Of the passage among the candidates, from 0. */
  readonly rank: number
  readonly block: Block
  /** The block, and the sentences before it that it makes no sense without. */
  readonly units: readonly PassageUnit[]
  readonly words: ReadonlySet<string>
  readonly worth: number
  /** Counts when it is chosen among others, never for whether it is said at all. */
  readonly ahead: number
  /** Null where it cannot stand without what is before its passage. */
  readonly stands: boolean
  /** The source is about the subject, by its title, names or headings. */
  readonly titled: boolean
  /** Its own words name the subject. */
  readonly namesIt: boolean
  /** Its own words are of the type asked. */
  readonly typed: boolean
  /** A range in its own words holds a number of the question. */
  readonly numbered: boolean
  /** How well its section answers the type asked; null where that is not known. */
  readonly fit: number | null
  /** What told its rows, where it is a table. */
  readonly rowsBy: 'number' | 'word' | null
}

/** A question with what is counted of it once. */
export interface Asked {
  readonly question: AskedQuestion
  readonly weights: QuestionWeights
  readonly numbers: readonly NamedNumber[]
  readonly subject: Subject
  readonly statistics: WordStatistics
}

/** What is counted of a question. */
export function askedOf(question: AskedQuestion, subject: Subject, statistics: WordStatistics): Asked {
  return {
    question,
    weights: questionWeights(question, statistics),
    numbers: namedNumbers(question.text),
    subject,
    statistics,
  }
}

const mostRows = 12

/** All that passages about the subject have to say, with its worth. Words to a machine that reads along are left out. */
export function piecesOf(
  asked: Asked,
  candidates: readonly Candidate[],
  isRead: (candidate: Candidate, rank: number) => boolean,
): readonly Piece[] {
  const pieces = candidates.flatMap((candidate, rank) =>
    isRead(candidate, rank) ? ofPassage(asked, candidate.passage, rank) : [],
  )
  return withoutOtherParts(pieces, candidates)
}

function ofPassage(asked: Asked, passage: Passage, rank: number): readonly Piece[] {
  const { question, weights, subject, statistics } = asked
  const { text } = passage
  const about = aboutWords(passage)
  if (!speaksOfEnough(asked, passage, about) || isOtherKind(question.text, passage)) return []
  const titled = isTitled(subject, about, statistics)
  const units = passageUnits(withBlankLines(text))
  const suspicious = suspiciousStretches(text)
  const blocks = blocksOf(
    units,
    (unit) => !suspicious.some(({ start, end }) => unit.start < end && unit.end > start),
  )
  const fit = sectionFit(question, passage)
  return blocks.flatMap((whole, index): Piece | readonly [] => {
    const shown = rowsShown(asked, whole, text)
    if (shown === null) return []
    const { block, rowsBy } = shown
    const own = words(block.units, text)
    const namesIt = names(subject, own, statistics)
    const before = block.kind === 'sentence' ? leaningOn(blocks, index, text, namesIt) : []
    const taken = [...before, ...block.units]
    const all = before.length === 0 ? own : words(taken, text)
    if (!titled && !namesTogether(subject, about, all, statistics)) return []
    const written = taken.map(({ start, end }) => text.slice(start, end)).join(' ')
    const typed = question.type !== null && answersType(written.toLowerCase(), question.type)
    // What only mentions the subject on its way to something else says nothing of what is asked.
    if (!titled && question.type !== null && !typed) return []
    const numbered = block.kind !== 'table' && meetsNumber(asked.numbers, written)
    // What leans on a sentence adds nothing to it by other words alone.
    const adds = before.length === 0 || says(asked, own, block.units, text)
    const worth = unitWorth(written, all, question, weights, {
      passage,
      about,
      rank,
      fit,
      rowsBy,
      typed,
      numbered,
    })
    const first = taken[0]
    const stands =
      block.kind !== 'sentence' || first === undefined || !pointsBack(text.slice(first.start, first.end))
    return {
      rank,
      block,
      units: taken,
      words: all,
      worth: adds ? worth : 0,
      ahead: creditOfPlace(block.first) / (1 + rank),
      stands,
      titled,
      namesIt,
      typed,
      numbered,
      fit,
      rowsBy,
    }
  })
}

/** Whether words have anything of the question, or of the type that it asks for. */
function says(
  { question: { type }, weights }: Asked,
  own: ReadonlySet<string>,
  units: readonly PassageUnit[],
  text: string,
): boolean {
  if ([...weights.of.keys()].some((word) => own.has(word))) return true
  return (
    type !== null && units.some(({ start, end }) => answersType(text.slice(start, end).toLowerCase(), type))
  )
}

/** Whether a passage has what any of its sentences has to stand beside: each drug, and what is asked about together. */
function speaksOfEnough(
  { question, subject, statistics }: Asked,
  passage: Passage,
  about: ReadonlySet<string>,
): boolean {
  if (subject.drugs.length === 0 && question.types.length > 0) return true
  const everywhere = new Set([...about, ...indexWords(passage.text)])
  return namesDrugs(subject, everywhere) && speaksOfAll(question, everywhere, statistics)
}

/** The sentences right before a block that it leans on, in order. */
function leaningOn(
  blocks: readonly Block[],
  index: number,
  text: string,
  namesSubject: boolean,
): readonly PassageUnit[] {
  const before: PassageUnit[] = []
  let named = namesSubject
  for (let at = index; at > 0 && index - at < 3; at--) {
    const unit = blocks[at]?.units[0]
    const last = blocks[at - 1]
    if (unit === undefined || last?.kind !== 'sentence' || last.first !== blocks[at]!.first - 1) break
    if (!leansBack(text.slice(unit.start, unit.end), named)) break
    before.unshift(last.units[0]!)
    named = true
  }
  return before
}

/** A table with the rows that are asked for, or whole; null where it is too long and no row is clearly asked for. */
function rowsShown(
  { question, numbers, statistics }: Asked,
  block: Block,
  text: string,
): { readonly block: Block; readonly rowsBy: Piece['rowsBy'] } | null {
  if (block.kind !== 'table') return { block, rowsBy: null }
  const heads = block.units.filter(({ opener, kind }) => opener === null || kind !== 'row')
  const rows = block.units.filter((unit) => !heads.includes(unit))
  const written = rows.map(({ start, end }) => text.slice(start, end))
  const chosen = chosenRows(question.text, numbers, written, statistics)
  if (chosen.rows === null) return rows.length > mostRows ? null : { block, rowsBy: null }
  const kept = chosen.rows.flatMap((at) => rows[at] ?? []).slice(0, mostRows)
  return { block: { ...block, units: [...heads, ...kept] }, rowsBy: chosen.by }
}

/** Where one part of a table that was cut holds what is asked for, its other parts do not. */
function withoutOtherParts(pieces: readonly Piece[], candidates: readonly Candidate[]): readonly Piece[] {
  const tableOf = ({ rank, block }: Piece) => {
    const { document, text } = candidates[rank]!.passage
    const [head] = block.units
    return `${document}\n${head === undefined ? '' : text.slice(head.start, head.end)}`
  }
  const told = new Set(pieces.filter(({ rowsBy }) => rowsBy !== null).map(tableOf))
  return pieces.filter(
    (piece) => piece.block.kind !== 'table' || piece.rowsBy !== null || !told.has(tableOf(piece)),
  )
}

function words(units: readonly PassageUnit[], text: string): ReadonlySet<string> {
  return new Set(units.flatMap(({ start, end }) => indexWords(text.slice(start, end))))
}

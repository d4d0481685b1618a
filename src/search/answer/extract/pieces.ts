import type { Candidate } from '../../rank/candidate.ts'
import { indexWords } from '../../text/words.ts'
import type { AskedQuestion } from '../asked-question.ts'
import { suspiciousStretches } from '../injection/clean-passage.ts'
import { type PassageUnit, passageUnits } from './passage-units.ts'
import { aboutWords, creditOfPlace, type QuestionWeights, unitWorth } from './unit-worth.ts'

/** What is taken or left as a whole: a sentence, a list with its lead-in, the rows of a table with its head. */
export interface Piece {
  /** Of the passage among the candidates, from 0. */
  readonly rank: number
  /** Of its first unit within the passage. */
  readonly first: number
  readonly units: readonly PassageUnit[]
  readonly words: ReadonlySet<string>
  readonly worth: number
  /** Counts when it is chosen among others, never for whether it is said at all. */
  readonly ahead: number
}

const mostEntries = 12
const mostRows = 5

/** All that the passages have to say, with its worth for the question. Words to a machine that reads along are left out. */
export function piecesOf(
  question: AskedQuestion,
  weights: QuestionWeights,
  candidates: readonly Candidate[],
): readonly Piece[] {
  return candidates.flatMap(({ passage }, rank) => {
    const about = aboutWords(passage)
    const units = passageUnits(passage.text)
    const suspicious = suspiciousStretches(passage.text)
    const isClean = (unit: PassageUnit) =>
      !suspicious.some(({ start, end }) => unit.start < end && unit.end > start)
    return grouped(units).flatMap((group): Piece | readonly [] => {
      const quotable = group.filter(isClean)
      if (quotable[0] !== group[0]) return []
      const kept = shortened(quotable, passage.text, weights)
      const text = kept.map(({ start, end }) => passage.text.slice(start, end)).join(' ')
      const words = new Set(indexWords(text))
      const first = units.indexOf(group[0]!)
      const worth = unitWorth(text, words, question, weights, { passage, about, rank })
      const ahead = creditOfPlace(first) / (1 + rank)
      return worth > 0 ? { rank, first, units: kept, words, worth, ahead } : []
    })
  })
}

/** Units that belong together; headings belong to nothing and are never quoted. */
function grouped(units: readonly PassageUnit[]): readonly (readonly PassageUnit[])[] {
  const groups: PassageUnit[][] = []
  const ofOpener = new Map<number, PassageUnit[]>()
  const openers = new Set(units.map(({ opener }) => opener))
  let looseEntries: PassageUnit[] | null = null
  for (const [index, unit] of units.entries()) {
    if (unit.kind === 'heading') {
      looseEntries = null
      continue
    }
    const group = unit.opener === null ? undefined : ofOpener.get(unit.opener)
    if (group !== undefined) {
      group.push(unit)
      continue
    }
    // Entries under a bare heading, or under none, stand together too.
    if (unit.kind === 'entry' && looseEntries !== null) {
      looseEntries.push(unit)
      continue
    }
    const own = [unit]
    groups.push(own)
    if (openers.has(index)) ofOpener.set(index, own)
    looseEntries = unit.kind === 'entry' ? own : null
  }
  return groups
}

/** A long list keeps its first entries; a long table keeps its head and the rows that have most of the question's words. */
function shortened(
  group: readonly PassageUnit[],
  text: string,
  weights: QuestionWeights,
): readonly PassageUnit[] {
  const [opening] = group
  if (opening?.kind !== 'row') return group.slice(0, mostEntries + 1)
  if (group.length <= mostRows + 1) return group
  const rows = group.slice(1).map((unit) => {
    let worth = 0
    for (const word of new Set(indexWords(text.slice(unit.start, unit.end))))
      worth += weights.of.get(word) ?? 0
    return { unit, worth }
  })
  const best = rows.sort((left, right) => right.worth - left.worth || left.unit.start - right.unit.start)
  const kept = best.slice(0, mostRows).map(({ unit }) => unit)
  return [opening, ...kept.sort((left, right) => left.start - right.start)]
}

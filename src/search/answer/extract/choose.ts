import type { WordStatistics } from '../../rank/word-statistics.ts'
import { isCommonWord } from '../common-words.ts'
import type { Piece } from './pieces.ts'

export interface Limits {
  readonly most: number
  readonly characters: number
  readonly gain: number
}

/** With a section that answers, others must be of the type asked by at least so much. */
const fitBesideLead = 0.5

/**
 * Takes pieces one by one, the one that adds most first: its worth less what earlier ones say already, by the share of its rarer
 * words that they have. It stops when the next adds too little.
 *
 * @param leads Pieces that were taken before.
 * @returns Those that were taken beside them.
 */
export function choose(
  pieces: readonly Piece[],
  leads: readonly Piece[],
  statistics: WordStatistics,
  limits: Limits,
): readonly Piece[] {
  const taken = new Set(leads.flatMap(({ rank, units }) => units.map(({ start }) => `${rank} ${start}`)))
  const isTaken = ({ rank, block }: Piece) => block.units.some(({ start }) => taken.has(`${rank} ${start}`))
  const said = new Set(leads.flatMap(({ words }) => [...words]))
  const left = new Set(
    pieces.filter((piece) => piece.worth > 0 && piece.stands && (leads.length === 0 || addsToLead(piece))),
  )
  let written = leads.reduce((sum, { units }) => sum + lengthOf(units), 0)
  let firstGain = leads.reduce((most, { worth }) => Math.max(most, worth), 0)
  const chosen: Piece[] = []
  const most = limits.most - (leads.length > 0 ? 1 : 0)
  while (chosen.length < most && written < limits.characters) {
    let best: Piece | null = null
    let bestGain = 0
    let bestSum = 0
    for (const piece of left) {
      // Not better than the best already without its repetition: no need to count that.
      if (piece.worth + piece.ahead <= bestSum || isTaken(piece)) continue
      const gained = piece.worth * (1 - repeated(piece, said, statistics))
      if (gained > 0 && gained >= limits.gain * firstGain && gained + piece.ahead > bestSum) {
        best = piece
        bestGain = gained
        bestSum = gained + piece.ahead
      }
    }
    if (best === null) break
    if (firstGain === 0) firstGain = bestGain
    left.delete(best)
    // What it leans on may be there already.
    const { rank } = best
    const units = best.units.filter(({ start }) => !taken.has(`${rank} ${start}`))
    chosen.push({ ...best, units })
    for (const word of best.words) said.add(word)
    for (const { start } of units) taken.add(`${rank} ${start}`)
    written += lengthOf(units)
  }
  return chosen
}

function addsToLead({ fit, namesIt, typed, numbered }: Piece): boolean {
  return numbered || (fit === null ? namesIt && typed : fit >= fitBesideLead)
}

function lengthOf(units: Piece['units']): number {
  return units.reduce((sum, { start, end }) => sum + end - start, 0)
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

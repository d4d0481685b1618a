import type { Passage } from '../../corpus/passage.ts'
import { type PassageUnit, passageUnits } from '../extract/passage-units.ts'
import { canonicalWords, foldedText } from './canonical.ts'
import { isDrugName } from './lexicon/drug-names.ts'
import { type Population, populationsOf } from './lexicon/populations.ts'
import { type Clause, clausesOf } from './polarity.ts'
import { type Quantity, quantitiesOf } from './quantities.ts'

/** A sentence taken apart for comparing. */
export interface ParsedSentence {
  readonly text: string
  readonly folded: string
  /** What its telling words stand for, and `of <group>` for each group of people. */
  readonly words: ReadonlySet<string>
  /** Names of drugs, as they stand for each other; with how they were written. */
  readonly drugs: ReadonlyMap<string, string>
  readonly quantities: readonly Quantity[]
  readonly clauses: readonly Clause[]
  readonly populations: ReadonlySet<Population>
}

/** A passage taken apart; its title and headings speak for every sentence of it. */
export interface ParsedSource {
  readonly passage: string
  readonly heading: ParsedSentence
  readonly sentences: readonly ParsedSentence[]
}

export function parseSentence(text: string): ParsedSentence {
  const folded = foldedText(text)
  const words = new Set<string>()
  const drugs = new Map<string, string>()
  for (const { word, written, tells } of canonicalWords(folded)) {
    if (!tells) continue
    words.add(word)
    if (isDrugName(written)) drugs.set(word, written)
  }
  const populations = populationsOf(folded)
  for (const group of populations) words.add(`of ${group}`)
  return {
    text,
    folded,
    words,
    drugs,
    quantities: quantitiesOf(folded),
    clauses: clausesOf(folded),
    populations,
  }
}

/** @param kept Whether words of the passage may be evidence: what speaks to a machine may not. */
export function parseSource(passage: Passage, kept: (text: string) => boolean): ParsedSource {
  const units = passageUnits(passage.text)
  const words = (unit: PassageUnit) => passage.text.slice(unit.start, unit.end)
  const sentences = units.flatMap((unit) => {
    const opener = unit.opener === null ? undefined : units[unit.opener]
    // An entry of a list says what its lead-in begins.
    const text = opener === undefined ? words(unit) : `${words(opener)} ${words(unit)}`
    return kept(text) ? parseSentence(text) : []
  })
  const about = [passage.title, passage.focus ?? '', passage.question ?? '', ...passage.headings].join('. ')
  return { passage: passage.id, heading: parseSentence(about), sentences }
}

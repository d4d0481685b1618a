import type { Passage } from '../../corpus/passage.ts'
import { type PassageUnit, passageUnits } from '../extract/passage-units.ts'
import { cleanPassage } from '../injection/clean-passage.ts'
import { readerInstruction } from '../injection/reader-instruction.ts'
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

/** Words of the passage that speak to a machine are evidence of nothing. */
export function parseSource(passage: Passage): ParsedSource {
  const { text } = cleanPassage(passage.text)
  const units = passageUnits(text)
  const words = ({ start, end }: PassageUnit) => text.slice(start, end)
  const sentences = units.map((unit) => {
    const opener = unit.opener === null ? undefined : units[unit.opener]
    // An entry of a list says what its lead-in begins.
    return parseSentence(opener === undefined ? words(unit) : `${words(opener)} ${words(unit)}`)
  })
  const about = [passage.title, passage.focus ?? '', passage.question ?? '', ...passage.headings]
  const heading = parseSentence(about.filter((part) => readerInstruction(part) === null).join('. '))
  return { passage: passage.id, heading, sentences }
}

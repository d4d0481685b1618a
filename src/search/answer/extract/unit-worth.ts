import type { Passage } from '../../corpus/passage.ts'
import type { WordStatistics } from '../../rank/word-statistics.ts'
import { indexWords } from '../../text/words.ts'
import type { AskedQuestion } from '../asked-question.ts'
import { answersType } from '../type-cues.ts'

/** Rarity of the words of a question, and of all of them together. */
export interface QuestionWeights {
  readonly of: ReadonlyMap<string, number>
  readonly total: number
}

export function questionWeights(question: AskedQuestion, statistics: WordStatistics): QuestionWeights {
  const of = new Map(question.words.map((word) => [word, statistics.rarity(word)]))
  let total = 0
  for (const rarity of of.values()) total += rarity
  return { of, total }
}

/** What the place of a unit says, where its own words say nothing: its document is about the question's words already. */
export interface UnitPlace {
  readonly passage: Passage
  /** Stems of the title, the focus, the question and the headings. */
  readonly about: ReadonlySet<string>
  /** Of the passage among those found, from 0. */
  readonly rank: number
  /** How well its section answers the type asked; null where that is not known. */
  readonly fit: number | null
  /** What told the rows of a table. */
  readonly rowsBy: 'number' | 'word' | null
  /** Its own words are of the type asked. */
  readonly typed: boolean
  /** A range in its own words holds a number of the question. */
  readonly numbered: boolean
}

/** Stems of everything but the text that says what a passage is about. */
export function aboutWords(passage: Passage): ReadonlySet<string> {
  const parts = [
    passage.title,
    passage.focus ?? '',
    ...passage.synonyms,
    passage.question ?? '',
    ...passage.headings,
  ]
  return new Set(indexWords(parts.join(' ')))
}

/** A word that only the title says counts half: sentences seldom repeat what their page is about. */
const creditOfTitle = 0.5
const typeCredit = 0.35
const headingCredit = 0.2
const fitCredit = 0.3
const doseCredit = 0.5
const numberCredit = 0.8
const fewestFit = 0.5
const untypedShare = 0.6
const rowCredit = { number: 1, word: 0.3 } as const
const rankDecay = 0.45
const startCredit = 0.12
/** Units after which the credit of the start is half. */
const halfOfStart = 5
const fewestWords = 4
const mostWords = 80

/**
 * How well a piece of text answers a question, about 0 to 1.7: the question's words that it has, each by its rarity; words of the
 * type asked for; less for a passage further down. Other sentences of the passage change nothing in it.
 */
export function unitWorth(
  text: string,
  words: ReadonlySet<string>,
  question: AskedQuestion,
  weights: QuestionWeights,
  place: UnitPlace,
): number {
  let covered = 0
  for (const [word, rarity] of weights.of) {
    if (words.has(word)) covered += rarity
    else if (place.about.has(word)) covered += rarity * creditOfTitle
  }
  let worth = weights.total === 0 ? 0 : covered / weights.total
  if (worth === 0) return 0
  if (question.type !== null) {
    if (place.typed) worth += typeCredit
    // It is about the subject and not about what is asked of it.
    else if ((place.fit ?? 0) < fewestFit && !place.numbered) worth *= untypedShare
    const above = [place.passage.question ?? '', ...place.passage.headings].join(' ').toLowerCase()
    if (answersType(above, question.type)) worth += headingCredit
  }
  if (place.fit !== null) worth += fitCredit * (place.fit - 0.5)
  if (question.types.includes('dosage') && dose.test(text)) worth += doseCredit
  if (place.numbered) worth += numberCredit
  if (place.rowsBy !== null) worth += rowCredit[place.rowsBy]
  if (words.size < fewestWords) worth *= 0.5
  if (words.size > mostWords) worth *= mostWords / words.size
  if (/\?["'”’)]*$/.test(text)) worth *= 0.3
  if (sendsElsewhere(text)) worth *= 0.3
  return worth / (1 + rankDecay * place.rank)
}

/** Which of two that are worth the same comes first: a page says at its start what matters. @param place units before it */
export function creditOfPlace(place: number): number {
  return startCredit / (1 + place / halfOfStart)
}

/** A number with the unit of a dose. */
const dose = /\d\s?(?:mg|mcg|micrograms?|µg|μg|g|ml|units?|iu|mmol|tablets?|puffs?|drops?)\b(?!\/(?:l|dl))/i

/** Sentences that only send the reader elsewhere. */
const empty =
  /^\(?(?:watch|see (?:also|the)|for more information|to learn more|click|visit|return to|key points|these resources|more information|read more|the following resources|this (?:page|section|article) (?:has|gives|contains))\b/i

/** Whether a text only tells where else to look. */
export function sendsElsewhere(text: string): boolean {
  return empty.test(text) || lostTable.test(text)
}

/** It speaks of a table or list that the text has lost, or of where to click. */
const lostTable =
  /\b(?:the table below|see (?:below|the table|figure)|click (?:on|the|here)|dictionary to look up|provides the following list)\b/i

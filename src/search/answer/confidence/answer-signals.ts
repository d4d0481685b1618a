import type { Passage } from '../../corpus/passage.ts'
import type { Candidate } from '../../rank/candidate.ts'
import type { WordStatistics } from '../../rank/word-statistics.ts'
import { indexWords } from '../../text/words.ts'
import type { AskedQuestion } from '../asked-question.ts'
import { meaningfulWords } from '../asked-question.ts'
import { passageUnits } from '../extract/passage-units.ts'
import { askedOf, piecesOf } from '../extract/pieces.ts'
import { sectionFit } from '../extract/section-fit.ts'
import { subjectOf } from '../extract/subject.ts'
import { aboutWords } from '../extract/unit-worth.ts'
import { cleanPassage } from '../injection/clean-passage.ts'
import { answersType, otherTypes } from '../type-cues.ts'
import { windowCoverage } from './window-coverage.ts'

/**
 * What speaks for the first candidate, each 0 to 1 and the same on every list: none is measured against the other candidates of
 * the question, so that a list of bad ones does not look good by its best.
 */
export interface AnswerSignals {
  /** Share of the question's words, by rarity, that the passage has anywhere. */
  readonly coverage: number
  /** The same within its best stretch of 40 words. */
  readonly windowCoverage: number
  /** The same within its title, focus, synonyms, question and headings. */
  readonly titleCoverage: number
  /** Share of the words of the title that the question has: 1 where the passage is about nothing else. */
  readonly titlePrecision: number
  /** Whether the passage has the rarest word of the question. */
  readonly rarest: number
  /** Share of the focus that title, focus and synonyms have; of the question's two rarest words where no focus is known. */
  readonly focus: number
  /** Share of the question's words, by rarity, that occur in the corpus at all. */
  readonly inCorpus: number
  /** Score of the first stage over the most that it could give for this question. */
  readonly retrieval: number
  /** Whether question and headings of the passage ask for the same type, or else its words answer that; 0.5 without a type. */
  readonly type: number
  /** Mean share of the first passage's title that the next four share. */
  readonly agreement: number
  /** Words of the passage over what a complete answer has. */
  readonly fullness: number
  /**
   * Share of a short question's focus, by rarity, that the passage has anywhere; 1 where the focus is not known, and for a letter,
   * of which the focus is a guess.
   */
  readonly onFocus: number
  /** Worth of the best that could be quoted of it over what a sentence that answers is worth; 0 where nothing could. */
  readonly bestUnit: number
  /** Whether any source that was found is called by the subject. */
  readonly called: number
  /** How well its section answers the type asked; 0.5 where that is not known. */
  readonly section: number
}

const window = 40
const neighbours = 4
const fullAnswer = 150
/** (k1 + 1) for k1 = 1.2: a word that occurs over and over in a short passage comes near it. */
const most = 2.2

/** Null without candidates. */
export function answerSignals(
  question: AskedQuestion,
  candidates: readonly Candidate[],
  statistics: WordStatistics,
): AnswerSignals | null {
  const [first, ...others] = candidates
  if (first === undefined) return null
  const { passage } = first
  const { rarity, total, inCorpus } = keyWords(question, statistics)
  const about = aboutWords(passage)
  // Words to a machine are kept from the answer, so they speak for nothing here.
  const { text, suspicions } = cleanPassage(passage.text)
  const body = indexWords(text)
  const everywhere = new Set([...about, ...body])
  const title = new Set(meaningfulWords(`${passage.title} ${passage.focus ?? ''}`))
  const byRarity = [...rarity].sort(([, left], [, right]) => right - left).map(([word]) => word)
  const focus = question.focus.length > 0 ? question.focus : byRarity.slice(0, 2)
  const share = (words: ReadonlySet<string>) => {
    let has = 0
    for (const [word, of] of rarity) if (words.has(word)) has += of
    return total === 0 ? 0 : has / total
  }
  const coverage = share(everywhere)
  const retrieval = total === 0 ? 0 : Math.min(1, Math.max(0, first.retrieval / (total * most)))
  return {
    coverage,
    windowCoverage: total === 0 ? 0 : windowCoverage(body, rarity, about, window) / total,
    titleCoverage: share(about),
    titlePrecision: part(title, new Set(question.words)),
    rarest: byRarity[0] !== undefined && everywhere.has(byRarity[0]) ? 1 : 0,
    focus: part(new Set(focus), about),
    inCorpus,
    // The first stage counted those words too.
    retrieval: suspicions.length > 0 ? Math.min(retrieval, coverage) : retrieval,
    type: typeSignal(question, passage, text),
    agreement: agreement(title, others),
    fullness: Math.min(1, body.length / fullAnswer),
    onFocus: onFocus(question, everywhere, statistics),
    ...quotable(question, candidates, passage, statistics),
  }
}

/** Worth of a sentence that has all words of the question and its type. */
const worthOfAnswer = 1.8

/** What the extraction would make of the first passage. */
function quotable(
  question: AskedQuestion,
  candidates: readonly Candidate[],
  passage: Passage,
  statistics: WordStatistics,
): Pick<AnswerSignals, 'bestUnit' | 'called' | 'section'> {
  const subject = subjectOf(question, candidates, statistics)
  const pieces = piecesOf(askedOf(question, subject, statistics), candidates, (_, rank) => rank === 0)
  const best = pieces.reduce((most, { worth }) => Math.max(most, worth), 0)
  return {
    bestUnit: Math.min(1, best / worthOfAnswer),
    called: subject.known ? 1 : 0,
    section: sectionFit(question, passage) ?? 0.5,
  }
}

interface KeyWords {
  readonly rarity: ReadonlyMap<string, number>
  readonly total: number
  readonly inCorpus: number
}

/** A letter of ten sentences holds much that no page has: what it is about is in its subject and its rarest known words. */
const mostKeyWords = 6

function keyWords(question: AskedQuestion, statistics: WordStatistics): KeyWords {
  const unknown = Math.log(1 + (statistics.passages + 0.5) / 0.5)
  const isKnown = (of: number) => of < unknown * 0.999
  // The 30 of "30 tablets" is in no title; it says nothing of what the corpus knows.
  const all = question.words
    .filter((word) => !/^\d+$/.test(word))
    .map((word) => [word, statistics.rarity(word)] as const)
  const ofFocus = all.filter(([word]) => question.focus.includes(word))
  const others = all
    .filter(([word, of]) => !question.focus.includes(word) && isKnown(of))
    .sort(([, left], [, right]) => right - left)
  const unknownWords = all.filter(([word, of]) => !question.focus.includes(word) && !isKnown(of))
  // A short question stands by each of its words, an unknown one too.
  const kept =
    all.length <= mostKeyWords
      ? [...ofFocus, ...others, ...unknownWords]
      : [...ofFocus, ...others].slice(0, mostKeyWords)
  const sum = (words: readonly (readonly [string, number])[]) =>
    words.reduce((total, [, of]) => total + of, 0)
  const total = sum(kept)
  return {
    rarity: new Map(kept),
    total,
    inCorpus: total === 0 ? 0 : sum(kept.filter(([, of]) => isKnown(of))) / total,
  }
}

function onFocus(
  { words, focus }: AskedQuestion,
  everywhere: ReadonlySet<string>,
  statistics: WordStatistics,
): number {
  if (focus.length === 0 || words.length > mostKeyWords) return 1
  let has = 0
  let all = 0
  for (const word of new Set(focus)) {
    const rarity = statistics.rarity(word)
    all += rarity
    if (everywhere.has(word)) has += rarity
  }
  return has / all
}

/** Of the first sentences, how many have words of the type; a page says at its start what it is for. */
const beginning = 6

function typeSignal({ type }: AskedQuestion, passage: Passage, text: string): number {
  if (type === null) return 0.5
  const above = [passage.question ?? '', ...passage.headings].join(' ').toLowerCase()
  if (above.trim() !== '') {
    if (answersType(above, type)) return 1
    // A heading that announces another type tells that the passage is for that.
    if (otherTypes(type).some((other) => answersType(above, other))) return 0.1
  }
  const units = passageUnits(text).slice(0, type === 'meaning' ? 1 : beginning)
  if (units.length === 0) return 0
  const answering = units.filter(({ start, end }) => answersType(text.slice(start, end).toLowerCase(), type))
  return 0.1 + (0.8 * answering.length) / units.length
}

function agreement(title: ReadonlySet<string>, others: readonly Candidate[]): number {
  const near = others.slice(0, neighbours)
  if (near.length === 0) return 0
  const shares = near.map(({ passage }) =>
    part(title, new Set(meaningfulWords(`${passage.title} ${passage.focus ?? ''}`))),
  )
  return shares.reduce((sum, own) => sum + own, 0) / near.length
}

/** Share of the words that are among the others; 0 where there are none. */
function part(words: ReadonlySet<string>, others: ReadonlySet<string>): number {
  if (words.size === 0) return 0
  let has = 0
  for (const word of words) if (others.has(word)) has++
  return has / words.size
}

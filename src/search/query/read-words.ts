import { plainWords, stem } from '../text/words.ts'
import { type Abbreviation, meaningsIn } from './abbreviations.ts'
import { besidePlaces } from './beside.ts'
import { courtesyPhrases } from './courtesy.ts'
import { functionWords, weakWords } from './function-words.ts'
import { generics, respelt, shortForms } from './lexicon.ts'
import { deniedPlaces } from './negation.ts'
import type { QueryChange } from './query.ts'
import { questionCues } from './question-types.ts'
import type { QuestionWord } from './question-words.ts'
import type { Vocabulary } from './spelling/vocabulary.ts'

/** What a word does in a question. */
export type WordRole = 'content' | 'type' | 'weak' | 'number' | 'function' | 'courtesy'

/** A word of a question after it was looked up; `word` and `stem` are corrected. */
export interface ReadWord extends QuestionWord {
  readonly role: WordRole
  readonly denied: boolean
  /** What else it means, each written out: of a short form, or the generic drug of a brand. */
  readonly meanings: readonly string[]
  /** Belongs to a prescription: a way, a time or a unit. */
  readonly dosing: boolean
}

export interface ReadQuestion {
  readonly words: readonly ReadWord[]
  readonly changes: readonly QueryChange[]
}

/** Looks up each word of a question: courtesy and what else is beside the matter, spelling, short forms, brands, role. */
export function readWords(given: readonly QuestionWord[], vocabulary: Vocabulary): ReadQuestion {
  const written = given.flatMap((word) => unglued(word, vocabulary))
  const courtesy = new Set([
    ...placesOf(courtesyPhrases.find(written.map(({ word }) => word))),
    ...besidePlaces(written),
  ])
  const words = written.map((one, at) => {
    const meant = courtesy.has(at) ? null : respelt(one.word, vocabulary)
    return meant === null ? one : { ...one, word: meant, stem: stem(meant) }
  })
  const changes = [...dropped(written, courtesy), ...respellings(written, words)]
  const plain = words.map(({ word }) => word)
  const stems = words.map((word) => word.stem)
  const stemSet = new Set(stems)
  const cues = placesOf(questionCues.find(stems))
  const denied = deniedPlaces(plain, new Set(words.flatMap(({ ends }, at) => (ends ? [at] : []))))
  const shortAt = shortFormsIn(words, courtesy)
  const read = words.map((word, at): ReadWord => {
    const base = { ...word, denied: denied.has(at), meanings: [], dosing: false }
    if (courtesy.has(at)) return { ...base, role: 'courtesy' }
    const short = shortAt.get(at)
    if (short !== undefined) {
      const meanings = meaningsIn(short, stemSet).map(({ text }) => text)
      changes.push({ kind: 'abbreviation', written: word.word, searched: meanings })
      return { ...base, role: short.dosing ? 'weak' : 'content', meanings, dosing: short.dosing }
    }
    if (functionWords.has(word.word)) return { ...base, role: 'function' }
    if (/^\d/.test(word.word)) return { ...base, role: 'number' }
    if (cues.has(at)) return { ...base, role: 'type' }
    if (weakWords.has(word.word)) return { ...base, role: 'weak' }
    const generic = generics.get(word.word)
    if (generic === undefined) return { ...base, role: 'content' }
    changes.push({ kind: 'brand', written: word.word, searched: [generic] })
    return { ...base, role: 'content', meanings: [generic] }
  })
  return { words: read, changes }
}

/** Stems of a meaning, without the words that only join. */
export function meaningStems(meaning: string): string[] {
  return plainWords(meaning)
    .filter((word) => !functionWords.has(word))
    .map(stem)
}

const nameAndDose = /^(\p{L}{4,})(\d+\p{L}*)$/u

/** A name and its dose written as one word, `atenolol50mg`, where the corpus has no such word. */
function unglued(given: QuestionWord, vocabulary: Vocabulary): QuestionWord[] {
  const [, name, dose] = nameAndDose.exec(given.word) ?? []
  if (name === undefined || dose === undefined || vocabulary.has(given.word)) return [given]
  return [
    { ...given, word: name, stem: stem(name), ends: false, endsSentence: false },
    { ...given, word: dose, stem: stem(dose) },
  ]
}

function shortFormsIn(
  words: readonly QuestionWord[],
  courtesy: ReadonlySet<number>,
): Map<number, Abbreviation> {
  const found = shortForms
    .find(words.map(({ word }) => word))
    .filter(
      ({ value, start }) => !courtesy.has(start) && (!value.capitalsOnly || words[start]?.capitals === true),
    )
  return new Map(found.map(({ start, value }) => [start, value]))
}

function placesOf(found: readonly { readonly start: number; readonly end: number }[]): Set<number> {
  const places = new Set<number>()
  for (const { start, end } of found) for (let at = start; at < end; at++) places.add(at)
  return places
}

function respellings(written: readonly QuestionWord[], words: readonly QuestionWord[]): QueryChange[] {
  return written.flatMap(({ word }, at): QueryChange[] => {
    const meant = words[at]?.word ?? word
    return meant === word ? [] : [{ kind: 'spelling', written: word, searched: [meant] }]
  })
}

/** Runs of dropped words, one change each. */
function dropped(words: readonly QuestionWord[], courtesy: ReadonlySet<number>): QueryChange[] {
  const changes: QueryChange[] = []
  let run: string[] = []
  for (let at = 0; at <= words.length; at++) {
    if (courtesy.has(at)) run.push(words[at]?.word ?? '')
    else if (run.length > 0) {
      changes.push({ kind: 'courtesy', written: run.join(' '), searched: [] })
      run = []
    }
  }
  return changes
}

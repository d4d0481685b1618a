import { type AskedQuestion, askedQuestion, askedTypes } from './answer/asked-question.ts'
import { drugsNamed } from './answer/drugs-together.ts'
import { modifiers } from './answer/extract/subject-words.ts'
import type { Reformulations } from './answer/search-plan.ts'
import { isKin } from './query/beside.ts'
import { functionWords } from './query/function-words.ts'
import type { Query } from './query/query.ts'
import type { Vocabulary } from './query/spelling/vocabulary.ts'
import { understandQuestion } from './query/understand.ts'
import { indexWords, stem } from './text/words.ts'

/** A question as every stage of clinical search reads it. */
export interface ReadQuestion {
  readonly query: Query
  /** By the words that it was searched with, so that an answer may say them instead of those that were written. */
  readonly asked: AskedQuestion
  readonly reformulations: Reformulations
}

/** Reads a question once for finding, ranking and answering. */
export function readQuestion(text: string, vocabulary: Vocabulary): ReadQuestion {
  const query = understandQuestion(text, vocabulary)
  const corrected = withChanges(text, query, 'spelling')
  const expanded = withChanges(corrected, query, 'abbreviation')
  const named = namesOf(query, vocabulary)
  return {
    query,
    asked: {
      ...askedAbout(askedQuestion(expanded, query), query, named),
      text,
      types: askedTypes(text, query.types),
      names: named,
      drugs: drugsNamed(corrected, query.changes),
    },
    reformulations: {
      focus: query.focus[0]?.text ?? null,
      expanded: expanded === text ? null : expanded,
      withoutRarest: withoutRarest(corrected, query, vocabulary),
    },
  }
}

/** What it may be about, without words like "crushing" that no source has and that leave a thing what it is. */
function namesOf({ focus }: Query, vocabulary: Vocabulary): AskedQuestion['names'] {
  const isBeside = (word: string) => modifiers.has(word) && vocabulary.passagesWith(word) === 0
  return focus.map(({ stems, weight }) => {
    const telling = stems.filter((word) => !isBeside(word))
    return { stems: telling.length > 0 ? telling : stems, weight }
  })
}

/** A question of so few words is about one thing, and the reading of the query finds it. */
const mostOfShort = 6

const functionStems: ReadonlySet<string> = new Set([...functionWords].map(stem))

/**
 * Without the words that are beside the matter, so that they count neither for nor against a passage; and for a short question
 * with what it is about. That is left open where it could be one thing or another, and where something was written out, since a
 * passage may have either form.
 */
function askedAbout(asked: AskedQuestion, query: Query, names: AskedQuestion['names']): AskedQuestion {
  const beside = new Set(
    query.changes.flatMap(({ kind, written }) => (kind === 'courtesy' ? indexWords(written) : [])),
  )
  const searched = new Set(query.words.map(({ word }) => word))
  const telling = asked.words.filter(
    (word) => !(beside.has(word) && !searched.has(word)) && !isKin(word) && !functionStems.has(word),
  )
  const words = telling.length > 0 ? telling : asked.words
  if (
    words.length > mostOfShort ||
    query.changes.some(({ kind }) => kind === 'abbreviation' || kind === 'brand')
  )
    return { ...asked, words, focus: asked.focus.filter((word) => words.includes(word)) }
  const [about, ...others] = names
  const focus = others.length > 0 ? [] : (about?.stems ?? []).filter((word) => words.includes(word))
  return { ...asked, words, focus }
}

/** The text with what has one meaning put in the place of what was written. */
function withChanges(text: string, { changes }: Query, kind: 'spelling' | 'abbreviation'): string {
  const done = new Set<string>()
  return changes.reduce((read, change) => {
    const [meaning, ...others] = change.searched
    const word = change.written.toLowerCase()
    if (change.kind !== kind || meaning === undefined || others.length > 0 || done.has(word)) return read
    done.add(word)
    return read.replace(
      new RegExp(`(?<![\\p{L}\\p{N}])${escaped(change.written)}(?![\\p{L}\\p{N}])`, 'giu'),
      () => meaning,
    )
  }, text)
}

/** Without the word that the fewest passages have: often a name or a slip that nothing in the corpus is about. */
function withoutRarest(text: string, query: Query, vocabulary: Vocabulary): string | null {
  const words = text.match(/[\p{L}\p{N}]+/gu) ?? []
  const searched = new Set(query.words.map(({ word }) => word))
  const telling = words.filter((word) => indexWords(word).some((one) => searched.has(one)))
  if (telling.length < 3) return null
  const [rarest] = [...telling].sort(
    (one, other) => vocabulary.passagesWith(one.toLowerCase()) - vocabulary.passagesWith(other.toLowerCase()),
  )
  return rarest === undefined ? null : words.filter((word) => word !== rarest).join(' ')
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')
}

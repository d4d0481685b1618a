import { type AskedQuestion, askedQuestion, askedTypes } from './answer/asked-question.ts'
import { drugsNamed } from './answer/drugs-together.ts'
import type { Reformulations } from './answer/search-plan.ts'
import type { Query, QueryChange } from './query/query.ts'
import type { Vocabulary } from './query/spelling/vocabulary.ts'
import { understandQuestion } from './query/understand.ts'
import { indexWords } from './text/words.ts'
import { withoutPersons } from './without-persons.ts'

/** A question as every stage of clinical search reads it. */
export interface ReadQuestion {
  readonly query: Query
  /** By the words that it was searched with, so that an answer may say them instead of those that were written. */
  readonly asked: AskedQuestion
  readonly reformulations: Reformulations
}

const personsLeftOut: QueryChange = { kind: 'courtesy', written: 'what may name a person', searched: [] }

/** Reads a question once for finding, ranking and answering. */
export function readQuestion(text: string, vocabulary: Vocabulary): ReadQuestion {
  const plain = withoutPersons(text)
  const read = understandQuestion(plain, vocabulary)
  const query = plain === text ? read : { ...read, text, changes: [personsLeftOut, ...read.changes] }
  const corrected = withChanges(plain, query, 'spelling')
  const expanded = withChanges(corrected, query, 'abbreviation')
  return {
    query,
    asked: {
      ...askedQuestion(expanded, query),
      text,
      types: askedTypes(plain, query.types),
      names: query.focus.map(({ stems, weight }) => ({ stems, weight })),
      drugs: drugsNamed(corrected, query.changes),
    },
    reformulations: {
      focus: query.focus[0]?.text ?? null,
      expanded: expanded === plain ? null : expanded,
      withoutRarest: withoutRarest(corrected, query, vocabulary),
    },
  }
}

/** The text with what has one meaning put in the place of what was written. */
function withChanges(text: string, { changes }: Query, kind: 'spelling' | 'abbreviation'): string {
  return changes.reduce((read, change) => {
    const [meaning, ...others] = change.searched
    if (change.kind !== kind || meaning === undefined || others.length > 0) return read
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

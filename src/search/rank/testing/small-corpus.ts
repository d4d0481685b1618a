import type { Passage } from '../../corpus/passage.ts'
import type { Query } from '../../query/query.ts'
import type { WordStatistics } from '../word-statistics.ts'

/** A passage of which only some parts matter. */
export function passageOf(parts: Partial<Passage> & Pick<Passage, 'id' | 'text'>): Passage {
  return {
    document: parts.id,
    source: 'test',
    title: parts.id,
    focus: null,
    synonyms: [],
    type: 'page',
    question: null,
    headings: [],
    date: null,
    url: null,
    doi: null,
    pmid: null,
    licence: null,
    ...parts,
  }
}

/** A query of words with weights; everything else as if nothing was found. */
export function queryOf(
  text: string,
  words: Readonly<Record<string, number>>,
  parts: Partial<Query> = {},
): Query {
  return {
    text,
    words: Object.entries(words).map(([word, weight]) => ({ word, weight })),
    focus: [],
    types: [],
    populations: [],
    denied: [],
    changes: [],
    ...parts,
  }
}

/** Statistics in which words have the rarities given, others 1. */
export function statisticsOf(
  rarities: Readonly<Record<string, number>>,
  meanLengths: WordStatistics['meanLengths'] = { title: 2, focus: 1, body: 8 },
): WordStatistics {
  return { passages: 100, rarity: (word) => rarities[word] ?? 1, meanLengths }
}

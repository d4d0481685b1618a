import type { Passage } from '../../corpus/passage.ts'
import type { Candidate } from '../../rank/candidate.ts'
import type { WordStatistics } from '../../rank/word-statistics.ts'
import { indexWords } from '../../text/words.ts'

/** A passage with nothing but what a test is about. */
export function somePassage(of: Partial<Passage> & Pick<Passage, 'id' | 'text'>): Passage {
  return {
    document: of.id.split('#')[0]!,
    source: 'test',
    title: 'untitled',
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
    ...of,
  }
}

/** Rarity of words over these passages by counting, as `WordStatistics` defines it. */
export function countedStatistics(passages: readonly Passage[]): WordStatistics {
  const having = new Map<string, number>()
  let words = 0
  for (const { title, focus, synonyms, headings, text } of passages) {
    const own = indexWords([title, focus ?? '', ...synonyms, ...headings, text].join(' '))
    words += own.length
    for (const word of new Set(own)) having.set(word, (having.get(word) ?? 0) + 1)
  }
  return {
    passages: passages.length,
    rarity: (word) => {
      const n = having.get(word) ?? 0
      return Math.log(1 + (passages.length - n + 0.5) / (n + 0.5))
    },
    meanLengths: { title: 0, focus: 0, body: words / Math.max(1, passages.length) },
  }
}

/** Candidates in the order given; the first stage found each a little less than the one before. */
export function rankedAs(passages: readonly Passage[]): readonly Candidate[] {
  return passages.map((passage, rank) => ({ passage, retrieval: 10 - rank }))
}

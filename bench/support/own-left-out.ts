import type { Passage } from '../../src/search/corpus/passage.ts'
import { rarityOf } from '../../src/search/index/dictionary.ts'
import { fieldWords, indexFields } from '../../src/search/index/field-words.ts'
import type { PassageSearch } from '../../src/search/index/passage-search.ts'
import type { Vocabulary } from '../../src/search/query/spelling/vocabulary.ts'
import { stem } from '../../src/search/text/words.ts'

/**
 * A search as if these passages were not in its index: they are not found, and how many passages have a word is counted without
 * them, which decides what is rare, known, or misspelt. Mean lengths and the words offered as corrections stay those of the whole.
 */
export function ownLeftOut(search: PassageSearch, own: readonly Passage[]): PassageSearch {
  if (own.length === 0) return search
  const { statistics, vocabulary } = search
  const left = new Set(own.map(({ source, id }) => `${source}/${id}`))
  const fewer = new Map<string, number>()
  for (const passage of own) {
    const fields = fieldWords(passage)
    for (const word of new Set(indexFields.flatMap((field) => fields[field])))
      fewer.set(word, (fewer.get(word) ?? 0) + 1)
  }
  const passages = statistics.passages - own.length
  const passagesWith = (word: string) => statistics.passagesWith(word) - (fewer.get(word) ?? 0)
  return {
    engine: search.engine,
    sha256: search.sha256,
    statistics: {
      passages,
      passagesWith,
      rarity: (word) => rarityOf(passagesWith(word), passages),
      meanLengths: statistics.meanLengths,
      words: statistics.words,
    },
    vocabulary: withoutOwn(vocabulary, fewer, own.length),
    find: async (words, count) =>
      (await search.find(words, count + own.length))
        .filter(({ passage }) => !left.has(`${passage.source}/${passage.id}`))
        .slice(0, count),
    close: () => search.close(),
  }
}

function withoutOwn(all: Vocabulary, fewer: ReadonlyMap<string, number>, own: number): Vocabulary {
  const passagesWith = (word: string) => all.passagesWith(word) - (fewer.get(stem(word)) ?? 0)
  return {
    passages: all.passages - own,
    has: (word) => passagesWith(word) > 0,
    passagesWith,
    near: (word, distance) => all.near(word, distance).filter((near) => passagesWith(near.word) > 0),
  }
}

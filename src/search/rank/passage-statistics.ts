import type { Passage } from '../corpus/passage.ts'
import { type CountedWords, corpusVocabulary } from '../query/spelling/corpus-vocabulary.ts'
import type { Vocabulary } from '../query/spelling/vocabulary.ts'
import { plainWords, stem } from '../text/words.ts'
import type { WordStatistics } from './word-statistics.ts'

export interface PassageStatistics {
  readonly statistics: WordStatistics
  readonly vocabulary: Vocabulary
}

/** Statistics and vocabulary of passages that stand in no index: a list of candidates, or a background for one. */
export function passageStatistics(passages: Iterable<Passage>): PassageStatistics {
  const counts: CountedWords = new Map()
  const held = new Map<string, number>()
  let count = 0
  let [title, focus, body] = [0, 0, 0]
  for (const passage of passages) {
    const titleWords = plainWords([passage.title, ...passage.headings, passage.question ?? ''].join('\n'))
    const focusWords = plainWords([passage.focus ?? '', ...passage.synonyms].join('\n'))
    const bodyWords = plainWords(passage.text)
    count += 1
    title += titleWords.length
    focus += focusWords.length
    body += bodyWords.length
    const written = new Set([...titleWords, ...focusWords, ...bodyWords])
    for (const word of written) counts.set(word, (counts.get(word) ?? 0) + 1)
    for (const root of new Set([...written].map(stem))) held.set(root, (held.get(root) ?? 0) + 1)
  }
  return {
    statistics: {
      passages: count,
      rarity(word) {
        const n = held.get(word) ?? 0
        return Math.log(1 + (count - n + 0.5) / (n + 0.5))
      },
      meanLengths: { title: title / count || 0, focus: focus / count || 0, body: body / count || 0 },
    },
    vocabulary: corpusVocabulary(counts, held, count),
  }
}

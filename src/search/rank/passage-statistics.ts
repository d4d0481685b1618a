import type { Passage } from '../corpus/passage.ts'
import { writtenWords } from '../index/field-words.ts'
import type { Vocabulary } from '../query/spelling/vocabulary.ts'
import { vocabularyOf } from '../query/spelling/vocabulary-of.ts'
import { stem } from '../text/words.ts'
import type { WordStatistics } from './word-statistics.ts'

export interface PassageStatistics {
  readonly statistics: WordStatistics
  readonly vocabulary: Vocabulary
}

/** Statistics and vocabulary of passages that stand in no index: a list of candidates, or a background for one. */
export function passageStatistics(passages: Iterable<Passage>): PassageStatistics {
  const counts = new Map<string, number>()
  const held = new Map<string, number>()
  let count = 0
  let [title, focus, body] = [0, 0, 0]
  for (const passage of passages) {
    const fields = writtenWords(passage)
    count += 1
    title += fields.title.length
    focus += fields.focus.length
    body += fields.body.length
    const written = new Set([...fields.title, ...fields.focus, ...fields.body])
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
    vocabulary: vocabularyOf({ passages: count, passagesWith: (root) => held.get(root) ?? 0 }, () =>
      [...counts].filter(([word]) => letters.test(word)),
    ),
  }
}

/** What is no word of letters alone is never corrected to. */
const letters = /^\p{L}+$/u

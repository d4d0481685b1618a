import { focusCandidates } from './focus.ts'
import { populationsIn } from './population.ts'
import type { FocusCandidate, Query, QueryWord } from './query.ts'
import { questionTypesIn } from './question-types.ts'
import { questionWords } from './question-words.ts'
import { meaningStems, type ReadWord, readWords, type WordRole } from './read-words.ts'
import type { Vocabulary } from './spelling/vocabulary.ts'

const roleWeights: Readonly<Record<WordRole, number>> = {
  content: 1,
  type: 1,
  weak: 0.5,
  number: 0.5,
  function: 0,
  courtesy: 0,
}
/** An expansion says again what its short form said: half counts, so that both together weigh little more than one name. */
const expansionWeight = 0.5
const dosingWeight = 0.25
const deniedShare = 0.5

/** Reads a question, however messy, into what is searched for. Pure: the vocabulary of the corpus decides what is misspelt. */
export function understandQuestion(text: string, vocabulary: Vocabulary): Query {
  const { words, changes } = readWords(questionWords(text), vocabulary)
  const asked = words.filter(({ role }) => role !== 'courtesy')
  const weighed = weights(asked)
  const focus = focusCandidates(words, (stem) => rarity(vocabulary, stem))
  return deepFrozen({
    text,
    words: weighed.length > 0 ? weighed : everyWord(words),
    focus,
    types: questionTypesIn(asked.map(({ stem }) => stem)),
    populations: populationsIn(asked.map(({ word }) => word)),
    denied: [
      ...new Set(asked.filter(({ denied, role }) => denied && role !== 'function').map(({ stem }) => stem)),
    ],
    changes,
  })
}

function weights(words: readonly ReadWord[]): QueryWord[] {
  const found = new Map<string, number>()
  const add = (stem: string, weight: number) => found.set(stem, Math.max(found.get(stem) ?? 0, weight))
  const share = (word: ReadWord) => (word.denied ? deniedShare : 1)
  for (const word of words) add(word.stem, share(word) * roleWeights[word.role])
  for (const word of words) {
    const each = (word.dosing ? dosingWeight : expansionWeight) / word.meanings.length
    for (const meaning of word.meanings)
      for (const stem of meaningStems(meaning)) add(stem, share(word) * each)
  }
  return [...found].filter(([, weight]) => weight > 0).map(([word, weight]) => ({ word, weight }))
}

/** A question of function words and courtesy alone ("who am I?") is searched as it stands. */
function everyWord(words: readonly ReadWord[]): QueryWord[] {
  return [...new Set(words.map(({ stem }) => stem))].map((word) => ({ word, weight: 1 }))
}

/** A word that the corpus lacks is as often chatter as it is the name asked for: half the greatest rarity. */
const unknownShare = 0.5

function rarity(vocabulary: Vocabulary, word: string): number {
  const n = vocabulary.passagesWith(word)
  if (n === 0) return unknownShare * Math.log(2 * vocabulary.passages + 2)
  return Math.log(1 + (vocabulary.passages - n + 0.5) / (n + 0.5))
}

function deepFrozen(query: Query): Query {
  const frozenFocus = query.focus.map(
    (one): FocusCandidate => Object.freeze({ ...one, stems: Object.freeze([...one.stems]) }),
  )
  return Object.freeze({
    ...query,
    words: Object.freeze(query.words.map((one) => Object.freeze({ ...one }))),
    focus: Object.freeze(frozenFocus),
    types: Object.freeze([...query.types]),
    populations: Object.freeze([...query.populations]),
    denied: Object.freeze([...query.denied]),
    changes: Object.freeze(
      query.changes.map((one) => Object.freeze({ ...one, searched: Object.freeze([...one.searched]) })),
    ),
  })
}

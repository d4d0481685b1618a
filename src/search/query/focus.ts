import type { FocusCandidate } from './query.ts'
import { meaningStems, type ReadWord } from './read-words.ts'

/** A run of more words is cut: names of conditions and drugs are shorter. */
const longestName = 5
const mostCandidates = 4

/** Words after which people name what they ask about. */
const introducing = new Set([
  'about',
  'with',
  'has',
  'have',
  'had',
  'for',
  'of',
  'is',
  'are',
  'treat',
  'take',
  'takes',
  'taking',
  'called',
  'on',
  'diagnosed',
  'cause',
  'causes',
])

/**
 * What a question may be about: runs of words that are neither function words nor words that only tell its type. A run weighs
 * the rarity of its words; one in a short first sentence (a subject line), after a word that introduces a name, or that comes
 * again is more likely.
 *
 * @param rarity weight of a word in the corpus, 0 or more
 */
export function focusCandidates(
  words: readonly ReadWord[],
  rarity: (stem: string) => number,
): FocusCandidate[] {
  const scores = new Map<
    string,
    { candidate: Omit<FocusCandidate, 'weight'>; score: number; order: number }
  >()
  const subjectEnd = subjectLength(words)
  for (const { start, end } of runs(words)) {
    const own = words.slice(start, end)
    const stems = own.flatMap((word) =>
      written(word) === word.word ? [word.stem] : meaningStems(written(word)),
    )
    let mass = 0
    for (const one of new Set(stems)) mass += rarity(one)
    let score = mass / Math.sqrt(new Set(stems).size)
    if (start < subjectEnd) score *= 1.3
    if (introducing.has(words[start - 1]?.word ?? '')) score *= 1.15
    if (own.every(({ denied }) => denied)) score *= 0.5
    const key = stems.join(' ')
    const before = scores.get(key)
    if (before === undefined)
      scores.set(key, { candidate: { text: own.map(written).join(' '), stems }, score, order: scores.size })
    else before.score = Math.max(before.score, score) * 1.2
  }
  const ordered = [...scores.values()]
    .sort((a, b) => b.score - a.score || a.order - b.order)
    .slice(0, mostCandidates)
  const best = ordered[0]?.score ?? 0
  return ordered.map(({ candidate, score }) => ({ ...candidate, weight: best === 0 ? 1 : score / best }))
}

/** A short form as it reads when written out, where it has one meaning only. A brand reads as its generic drug. */
function written(word: ReadWord): string {
  const [meaning, ...others] = word.meanings
  return meaning === undefined || others.length > 0 ? word.word : meaning
}

/** Words of a first sentence that reads as a subject line: followed by another, and short. */
function subjectLength(words: readonly ReadWord[]): number {
  const end = words.findIndex(({ endsSentence }) => endsSentence) + 1
  return end > 0 && end < words.length && end <= 10 ? end : 0
}

function* runs(words: readonly ReadWord[]): Generator<{ readonly start: number; readonly end: number }> {
  let start = 0
  for (let at = 0; at <= words.length; at++) {
    const word = words[at]
    const goesOn = word?.role === 'content'
    if (goesOn && at - start < longestName && !(at > start && words[at - 1]?.ends === true)) continue
    if (at > start) yield { start, end: at }
    start = goesOn ? at : at + 1
  }
}

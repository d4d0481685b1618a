/** Words that deny what follows them. Apostrophes part words: "don't" is read as `don`, `t`. */
const denying = new Set([
  'no',
  'not',
  'never',
  'without',
  'denies',
  'deny',
  'denied',
  'cannot',
  'cant',
  'dont',
  'doesnt',
  'didnt',
  'isnt',
  'wasnt',
  'havent',
  'hasnt',
  'hadnt',
  'nor',
  'neither',
  'negative',
])
const contracted = new Set([
  'don',
  'doesn',
  'didn',
  'isn',
  'wasn',
  'aren',
  'haven',
  'hasn',
  'hadn',
  'won',
  'wouldn',
  'couldn',
  'shouldn',
  'can',
])

/** Words at which a denial ends. */
const ending = new Set([
  'but',
  'however',
  'except',
  'although',
  'though',
  'because',
  'which',
  'who',
  'then',
  'what',
  'why',
  'how',
  'can',
  'should',
])

/** So many words a denial reaches at most. */
const reach = 5

/**
 * Places of the words that a question denies: `no fever`, `she does not have diabetes`. "Not only" denies nothing, and "why not"
 * asks.
 *
 * @param ends places after which a sentence or clause ends
 */
export function deniedPlaces(words: readonly string[], ends: ReadonlySet<number>): Set<number> {
  const denied = new Set<number>()
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? ''
    const short = contracted.has(word) && words[at + 1] === 't'
    if (!short && !denying.has(word)) continue
    if (words[at + 1] === 'only' || words[at - 1] === 'why' || words[at - 1] === 'or') continue
    if (ends.has(at)) continue
    const from = short ? at + 2 : at + 1
    for (let next = from; next < Math.min(words.length, from + reach); next++) {
      if (ending.has(words[next] ?? '')) break
      denied.add(next)
      if (ends.has(next)) break
    }
  }
  return denied
}

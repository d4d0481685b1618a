/**
 * Orders documents of equal score by a hash of question and document. Any order by name, or by place in a file, could favour a
 * source or tell the judgments: files are often sorted by them.
 */
export function byTieHash(question: string): (a: string, b: string) => number {
  const hashes = new Map<string, number>()
  const hashOf = (id: string): number => {
    let hash = hashes.get(id)
    if (hash === undefined) {
      hash = mixed(`${question}\u0000${id}`)
      hashes.set(id, hash)
    }
    return hash
  }
  return (a, b) => hashOf(a) - hashOf(b) || (a < b ? -1 : a > b ? 1 : 0)
}

/** FNV-1a over the code units, then the finaliser of MurmurHash3: names that differ in their last letter come far apart. */
function mixed(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    hash = Math.imul(hash ^ (code & 255), 0x01000193)
    hash = Math.imul(hash ^ (code >>> 8), 0x01000193)
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

/** Numbers of the candidates, the highest score first; equal scores by hash. A score that is no number comes last. */
export function ranked(question: string, ids: readonly string[], scores: ArrayLike<number>): number[] {
  const order = byTieHash(question)
  const score = (index: number) => {
    const value = scores[index]
    return value === undefined || Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value
  }
  return ids
    .map((_, index) => index)
    .sort((a, b) => {
      const [one, other] = [score(a), score(b)]
      return one === other ? order(ids[a] ?? '', ids[b] ?? '') : other - one
    })
}

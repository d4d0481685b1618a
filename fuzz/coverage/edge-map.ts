/** How often each counted place of the code was reached in one run; modulo 256. A place is a block, a branch or a case. */
export const edges = new Uint8Array(1 << 17)

// Instrumented code is plain text and finds the counters by this name.
Object.defineProperty(globalThis, '__edges', { value: edges })

/** Hit counts in the classes of AFL: once, twice, three times, 4-7, 8-15, 16-31, 32-127, more. */
const classes = new Uint8Array(256)
for (let count = 1; count < 256; count++)
  classes[count] =
    count < 4 ? 1 << (count - 1) : count < 8 ? 8 : count < 16 ? 16 : count < 32 ? 32 : count < 128 ? 64 : 128

const words = new BigUint64Array(edges.buffer)

/** What has been reached since the beginning. */
export class Reached {
  readonly #seen = new Uint8Array(edges.length)
  /** Places and classes reached so far. */
  count = 0

  /** Takes in the counters of one run and sets them back to 0; how many places or classes were new. */
  take(): number {
    let fresh = 0
    for (let word = 0; word < words.length; word++) {
      if (words[word] === 0n) continue
      for (let at = word * 8; at < word * 8 + 8; at++) {
        const hit = classes[edges[at] ?? 0] ?? 0
        if (hit === 0) continue
        if ((hit & ~(this.#seen[at] ?? 0)) !== 0) {
          this.#seen[at] = (this.#seen[at] ?? 0) | hit
          fresh++
        }
      }
      words[word] = 0n
    }
    this.count += fresh
    return fresh
  }
}

/** Places reached in the run that is over, by number and class; sets the counters back to 0. */
export function placesOfRun(): readonly number[] {
  const places: number[] = []
  for (let at = 0; at < edges.length; at++) {
    const hit = classes[edges[at] ?? 0] ?? 0
    if (hit !== 0) places.push(at * 256 + hit)
  }
  edges.fill(0)
  return places
}

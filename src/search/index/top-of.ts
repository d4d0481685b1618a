/** The `count` best of some passages by their scores, best first; of equal scores the lower number comes first. */
export function topOf(
  passages: Uint32Array,
  scores: Float64Array,
  count: number,
): { readonly passages: Uint32Array; readonly scores: Float64Array } {
  // A heap with the worst of the best on top.
  const heap = new Uint32Array(Math.min(count, passages.length))
  let size = 0
  const worse = (one: number, other: number): boolean => {
    const difference = scores[one]! - scores[other]!
    return difference < 0 || (difference === 0 && one > other)
  }
  const sink = (from: number): void => {
    let at = from
    for (;;) {
      let worst = at
      for (let child = 2 * at + 1; child <= 2 * at + 2 && child < size; child++) {
        if (worse(heap[child]!, heap[worst]!)) worst = child
      }
      if (worst === at) return
      const moved = heap[at]!
      heap[at] = heap[worst]!
      heap[worst] = moved
      at = worst
    }
  }
  for (const passage of passages) {
    if (size < heap.length) {
      heap[size] = passage
      size += 1
      if (size === heap.length) for (let at = (size >>> 1) - 1; at >= 0; at--) sink(at)
    } else if (size > 0 && worse(heap[0]!, passage)) {
      heap[0] = passage
      sink(0)
    }
  }
  heap.sort((one, other) => scores[other]! - scores[one]! || one - other)
  return { passages: heap, scores: Float64Array.from(heap, (passage) => scores[passage]!) }
}

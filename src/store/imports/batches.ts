/**
 * Cuts a stream of lists of any length into lists of exactly `size`, the last one shorter. Holds no more
 * than one list of the source and one of its own.
 */
export async function* batches<Element>(
  source: AsyncIterable<readonly Element[]>,
  size: number,
): AsyncGenerator<readonly Element[]> {
  let pending: Element[] = []
  for await (const list of source) {
    for (const element of list) {
      pending.push(element)
      if (pending.length === size) {
        yield pending
        pending = []
      }
    }
  }
  if (pending.length > 0) yield pending
}

/** Keeps the last outcome of a costly reading for as long as its key stays the same; a failed one is forgotten. */
export class Remembered<Value> {
  #last: { readonly key: string; readonly value: Promise<Value> } | null = null

  read(key: string, read: () => Promise<Value>): Promise<Value> {
    if (this.#last?.key === key) return this.#last.value
    const kept = { key, value: read() }
    this.#last = kept
    kept.value.catch(() => {
      if (this.#last === kept) this.#last = null
    })
    return kept.value
  }
}

/** How long somebody waits for a newer reading where there is an older one. */
const patienceMs = 50
/** A slow reading rests so many times as long as it took, so that it never takes most of a machine. */
const restFactor = 4

export interface Seen<Value> {
  readonly value: Value
  /** When its reading began, in milliseconds since 1970. */
  readonly at: number
}

interface Last<Value> extends Seen<Value> {
  readonly key: string
  /** Milliseconds that it took. */
  readonly took: number
}

/**
 * Keeps what is slow to read of a large study. Of a small one everybody gets a new reading. Of a large one who asks gets the last
 * reading after a moment at most, with its time, while a newer one is made for those who ask later; only under another key do
 * they wait.
 */
export class Kept<Value> {
  readonly #isLarge: (value: Value) => boolean
  readonly #now: () => number
  #last: Last<Value> | null = null
  #running: { readonly key: string; readonly done: Promise<Seen<Value>> } | null = null

  /** @param isLarge Whether a reading is of a large study. */
  constructor(isLarge: (value: Value) => boolean, now: () => number = Date.now) {
    this.#isLarge = isLarge
    this.#now = now
  }

  async read(key: string, load: () => Promise<Value>): Promise<Seen<Value>> {
    const last = this.#last
    if (last === null || last.key !== key) {
      return this.#running?.key === key ? this.#running.done : this.#begin(key, load)
    }
    if (!this.#isLarge(last.value)) return this.#load(key, load)
    if (this.#running === null && this.#now() - last.at >= last.took * (1 + restFactor)) {
      // Whoever waits for it hears of a failure; nobody else does.
      this.#begin(key, load).catch(() => {})
    }
    if (this.#running?.key !== key) return last
    return Promise.race([this.#running.done, patience(last)])
  }

  #begin(key: string, load: () => Promise<Value>): Promise<Seen<Value>> {
    const done = this.#load(key, load)
    const running = { key, done }
    this.#running = running
    const over = () => {
      if (this.#running === running) this.#running = null
    }
    done.then(over, over)
    return done
  }

  async #load(key: string, load: () => Promise<Value>): Promise<Seen<Value>> {
    const at = this.#now()
    const value = await load()
    const took = this.#now() - at
    if (this.#last === null || this.#last.key !== key || this.#last.at <= at)
      this.#last = { key, value, at, took }
    return { value, at }
  }
}

function patience<Value>(value: Value): Promise<Value> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(value), patienceMs).unref()
  })
}

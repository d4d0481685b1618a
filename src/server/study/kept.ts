/** A reading that took less is done anew for everybody who asks. */
const quickMs = 150
/** How long somebody waits for a newer reading where there is an older one. */
const patienceMs = 100
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
 * Keeps what is slow to read. As long as a reading is quick, everybody gets a new one. Where it is slow, who asks gets the last
 * one at once, with its time, while a newer one is read for those who ask later; only under another key do they wait.
 */
export class Kept<Value> {
  readonly #now: () => number
  #last: Last<Value> | null = null
  #running: { readonly key: string; readonly done: Promise<Seen<Value>> } | null = null

  constructor(now: () => number = Date.now) {
    this.#now = now
  }

  async read(key: string, load: () => Promise<Value>): Promise<Seen<Value>> {
    const last = this.#last
    if (last === null || last.key !== key) {
      return this.#running?.key === key ? this.#running.done : this.#begin(key, load)
    }
    if (last.took < quickMs) return this.#load(key, load)
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
    if (this.#last === null || this.#last.key !== key || this.#last.at <= at) this.#last = { key, value, at, took }
    return { value, at }
  }
}

function patience<Value>(value: Value): Promise<Value> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(value), patienceMs).unref()
  })
}

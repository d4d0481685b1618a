/** The comparisons of every arm, found once: a table of contrasts asks for them some hundred times. */
export class ArmRows {
  readonly #armA: Int16Array
  readonly #armB: Int16Array
  readonly #arms: number
  /** Rows arm after arm, each in their order; a comparison stands with both of its arms. */
  readonly #rows: Int32Array
  readonly #starts: Int32Array

  /** @param arms Number of arms; codes are below it. */
  constructor(armA: Int16Array, armB: Int16Array, size: number, arms: number) {
    this.#armA = armA
    this.#armB = armB
    this.#arms = arms
    this.#starts = new Int32Array(arms + 1)
    for (const column of [armA, armB]) {
      for (let row = 0; row < size; row += 1) this.#starts[(column[row] ?? 0) + 1]! += 1
    }
    for (let arm = 0; arm < arms; arm += 1) this.#starts[arm + 1]! += this.#starts[arm]!
    this.#rows = new Int32Array(2 * size)
    const next = this.#starts.slice()
    for (let row = 0; row < size; row += 1) {
      const [a, b] = [armA[row] ?? 0, armB[row] ?? 0]
      this.#rows[next[a]!] = row
      next[a]! += 1
      this.#rows[next[b]!] = row
      next[b]! += 1
    }
  }

  /** Comparisons of an arm with one of some others, in their order. */
  between(candidate: number, opponents: ReadonlySet<number>): Int32Array {
    const own = this.#rows.subarray(this.#starts[candidate] ?? 0, this.#starts[candidate + 1] ?? 0)
    const isOpponent = Uint8Array.from({ length: this.#arms }, (_, arm) => (opponents.has(arm) ? 1 : 0))
    const rows = new Int32Array(own.length)
    let found = 0
    for (let place = 0; place < own.length; place += 1) {
      const row = own[place]!
      const other = this.#armA[row] === candidate ? this.#armB[row]! : this.#armA[row]!
      if (isOpponent[other] !== 1) continue
      rows[found] = row
      found += 1
    }
    return rows.subarray(0, found)
  }
}

/** How long people waited for an answer, by what they asked for. */
export class Waits {
  readonly #times = new Map<string, number[]>()

  async timed<T>(name: string, work: () => Promise<T>): Promise<T> {
    const started = performance.now()
    const value = await work()
    const times = this.#times.get(name) ?? []
    times.push(performance.now() - started)
    this.#times.set(name, times)
    return value
  }

  /** In milliseconds. */
  table(): readonly Wait[] {
    return [...this.#times].map(([name, times]) => {
      const sorted = times.toSorted((one, other) => one - other)
      const at = (share: number) =>
        sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
      return { name, n: sorted.length, p50: at(0.5), p95: at(0.95), max: at(1) }
    })
  }
}

export interface Wait {
  readonly name: string
  readonly n: number
  readonly p50: number
  readonly p95: number
  readonly max: number
}

/** One line for each, the slowest first. */
export function waitLines(waits: readonly Wait[], limit: number): readonly string[] {
  return waits
    .toSorted((one, other) => other.p95 - one.p95)
    .map(
      ({ name, n, p50, p95, max }) =>
        `    ${name.padEnd(30)} ${String(n).padStart(5)} x  p50 ${ms(p50)}  p95 ${ms(p95)}  max ${ms(max)}${p95 > limit ? '  MISSED' : ''}`,
    )
}

function ms(value: number): string {
  return `${value.toFixed(0).padStart(6)} ms`
}

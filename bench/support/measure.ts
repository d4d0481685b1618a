export interface Measured<T> {
  readonly seconds: readonly number[]
  readonly value: T
}

/** Runs a piece of work until it is warm, then times it. The value is that of the last run. */
export function measure<T>(work: () => T, runs = 9, warmUp = 3): Measured<T> {
  let value = work()
  for (let run = 1; run < warmUp; run += 1) value = work()
  const seconds: number[] = []
  for (let run = 0; run < runs; run += 1) {
    const started = performance.now()
    value = work()
    seconds.push((performance.now() - started) / 1000)
  }
  return { seconds, value }
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right)
  const middle = sorted.length / 2
  const upper = sorted[Math.floor(middle)] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2
}

/** Median with the fastest and the slowest run: `12.1 ms (11.8 to 13.0)`. */
export function spread(seconds: readonly number[]): string {
  return `${duration(median(seconds))} (${duration(Math.min(...seconds))} to ${duration(Math.max(...seconds))}, ${seconds.length} runs)`
}

export function duration(seconds: number): string {
  if (seconds >= 1) return `${seconds.toFixed(2)} s`
  if (seconds >= 0.001) return `${(seconds * 1000).toFixed(1)} ms`
  return `${(seconds * 1e6).toFixed(0)} us`
}

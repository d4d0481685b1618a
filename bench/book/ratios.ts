/** A ratio that a benchmark printed, with the line that says of what. */
export interface PrintedRatio {
  /** As the benchmark says it: `198` times as fast as R, `0.12` of a plain loop's time. */
  readonly ratio: number
  readonly words: string
}

/** The ways in which benchmarks say a ratio; the number is the first group. */
const ways = [
  /ours is ([\d.]+) times as fast/,
  /ours takes ([\d.]+) of it/,
  /\bratio(?: of [a-z ]+)?(?: to [a-z ]+)? ([\d.]+)/,
  /([\d.]+) times (?:as fast|reading|one thread)/,
  /([\d.]+)% of the ideal/,
] as const

/** The ratios in what a benchmark printed, in its order. */
export function printedRatios(output: string): readonly PrintedRatio[] {
  return output.split('\n').flatMap((line) => {
    for (const way of ways) {
      const found = way.exec(line)
      if (found?.[1] !== undefined) return [{ ratio: Number(found[1]), words: line.trim() }]
    }
    return []
  })
}

/** Lines that say what was not reached or not done: an aim, a peer that is not there. */
export function printedShortfalls(output: string): readonly string[] {
  return output
    .split('\n')
    .filter((line) => /MISSED|DIFFERS|skipped:/.test(line))
    .map((line) => line.trim())
}

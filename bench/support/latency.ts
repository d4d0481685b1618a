/** Times of many searches, in milliseconds. */
export interface Latency {
  readonly p50: number
  readonly p95: number
  readonly longest: number
}

/** Asks every question once, one after another, after so many to get warm. */
export async function latencyOf<Question>(
  questions: readonly Question[],
  ask: (question: Question) => unknown,
  warmUp = 100,
): Promise<Latency> {
  for (const question of questions.slice(0, warmUp)) await ask(question)
  const times: number[] = []
  for (const question of questions) {
    const began = performance.now()
    const asked = ask(question)
    if (asked instanceof Promise) await asked
    times.push(performance.now() - began)
  }
  times.sort((one, other) => one - other)
  const at = (share: number) =>
    times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? Number.NaN
  return { p50: at(0.5), p95: at(0.95), longest: at(1) }
}

export function latencyText({ p50, p95, longest }: Latency): string {
  return `p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms, longest ${longest.toFixed(0)} ms`
}

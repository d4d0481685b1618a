/** A piece of work beside a plain loop over the same data: both are timed in turn, in one process. */
export interface CalibratedWork {
  readonly name: string
  readonly ours: () => unknown
  readonly plain: () => unknown
}

const rounds = 5
const warmUps = 1
/** The clock of a thread's processor time moves in steps of some milliseconds: a round lasts many of them. */
const roundSeconds = 0.06

/**
 * How many times as fast as the plain loop the work is. Both are measured by the processor time of this thread, which other work
 * on the machine does not lengthen, and the fastest of several rounds counts.
 */
export function calibratedRatio({ ours, plain }: CalibratedWork): number {
  let fastest = Number.POSITIVE_INFINITY
  let loop = Number.POSITIVE_INFINITY
  for (let round = -warmUps; round < rounds; round += 1) {
    const own = threadSeconds(ours)
    const other = threadSeconds(plain)
    if (round < 0) continue
    fastest = Math.min(fastest, own)
    loop = Math.min(loop, other)
  }
  return loop / fastest
}

/** Processor time of one call, over as many calls as a round takes. */
function threadSeconds(work: () => unknown): number {
  const before = process.threadCpuUsage()
  for (let calls = 1; ; calls += 1) {
    work()
    const { user, system } = process.threadCpuUsage(before)
    const seconds = (user + system) / 1e6
    if (seconds >= roundSeconds) return seconds / calls
  }
}

export interface Halved {
  readonly name: string
  readonly recorded: number
  readonly now: number
}

/** The works whose ratio has halved against the recorded one, and those of which none was recorded. */
export function halvedRatios(
  recorded: Readonly<Record<string, number>>,
  now: Readonly<Record<string, number>>,
): { readonly halved: readonly Halved[]; readonly unknown: readonly string[] } {
  const names = Object.keys(now)
  return {
    halved: names.flatMap((name) => {
      const before = recorded[name]
      const ratio = now[name] ?? 0
      return before !== undefined && !(ratio > before / 2) ? [{ name, recorded: before, now: ratio }] : []
    }),
    unknown: names.filter((name) => recorded[name] === undefined),
  }
}

import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Measured, measure, spread } from './measure.ts'
import { type PeerOutcome, writeColumns } from './peers.ts'

export interface Comparison<T> {
  readonly title: string
  /** Our method. It is timed before and after every peer, so that all see the same busy or quiet machine. */
  readonly ours: {
    readonly work: () => T
    /** Results as numbers, in the order in which the peers print theirs. */
    readonly values: (found: T) => readonly number[]
    readonly runs: number
    readonly warmUp: number
  }
  /** Other code of the same process on the same data, for example a plain loop. */
  readonly here: Readonly<Record<string, Measured<unknown>>>
  /** What the peers read. */
  readonly columns: Readonly<Record<string, Int32Array | Float64Array>>
  readonly peers: Readonly<
    Record<string, { readonly aim: number; readonly start: (folder: string) => PeerOutcome }>
  >
  /** How far results may lie apart; a peer further off fails the benchmark. */
  readonly tolerance: number
  /** Says in words where results cannot be the same, for example because the draws differ. */
  readonly differenceNote?: string
}

/**
 * Runs the peers on the same data, prints one line for each, and fails where a result differs. Ratios are those of the
 * fastest runs, which say least of what else the machine was doing.
 */
export function compare<T>(comparison: Comparison<T>): void {
  const { ours, here, columns, peers } = comparison
  const first = measure(ours.work, ours.runs, ours.warmUp)
  const values = ours.values(first.value)
  const seconds = [...first.seconds]
  print(`  ${comparison.title}; load ${loadavg()[0]?.toFixed(1)}`)
  const folder = mkdtempSync(join(tmpdir(), 'equipoise-bench-'))
  try {
    writeColumns(folder, columns)
    const outcomes = Object.entries(peers).map(([name, { aim, start }]) => {
      const outcome = start(folder)
      seconds.push(...measure(ours.work, ours.runs, 1).seconds)
      return { name, aim, outcome }
    })
    print(`    ours               ${spread(seconds)}`)
    const own = Math.min(...seconds)
    for (const [name, measured] of Object.entries(here)) {
      const share = own / Math.min(...measured.seconds)
      print(`    ${name.padEnd(18)} ${spread(measured.seconds)}; ours takes ${share.toFixed(2)} of it`)
    }
    for (const { name, aim, outcome } of outcomes) {
      if ('skipped' in outcome) {
        print(`    ${name.padEnd(18)} skipped: ${outcome.skipped}`)
        continue
      }
      const times = Math.min(...outcome.run.seconds) / own
      const difference = largestDifference(values, outcome.run.values)
      const verdict = times >= aim ? `aim ${aim}` : `aim ${aim}: MISSED`
      const note = comparison.differenceNote === undefined ? '' : ` (${comparison.differenceNote})`
      print(
        `    ${name.padEnd(18)} ${spread(outcome.run.seconds)}; ours is ${times.toFixed(1)} times as fast (${verdict}); ` +
          `largest difference ${difference.toExponential(1)}${note}`,
      )
      if (!(difference <= comparison.tolerance)) {
        print(`    ${name} DIFFERS by more than ${comparison.tolerance}`)
        process.exitCode = 1
      }
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Largest difference relative to 1 or to our own result, whichever is greater. */
function largestDifference(ours: readonly number[], theirs: readonly number[]): number {
  if (ours.length !== theirs.length) return Number.POSITIVE_INFINITY
  return ours.reduce((largest, value, place) => {
    const apart = Math.abs(value - (theirs[place] ?? Number.NaN)) / Math.max(1, Math.abs(value))
    return apart <= largest ? largest : apart
  }, 0)
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

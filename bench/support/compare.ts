import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Measured, spread } from './measure.ts'
import { type PeerOutcome, writeColumns } from './peers.ts'

export interface Comparison {
  readonly title: string
  /** Our method; its results as numbers, in the order in which the peers print theirs. */
  readonly ours: Measured<readonly number[]>
  /** Other code of the same process on the same data, for example a plain loop. */
  readonly here: Readonly<Record<string, Measured<unknown>>>
  /** What the peers read. */
  readonly columns: Readonly<Record<string, Int32Array | Float64Array>>
  readonly peers: Readonly<
    Record<string, { readonly aim: number | null; readonly start: (folder: string) => PeerOutcome }>
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
export function compare(comparison: Comparison): void {
  const { ours, here, columns, peers } = comparison
  const own = Math.min(...ours.seconds)
  print(`  ${comparison.title}; load ${loadavg()[0]?.toFixed(1)}`)
  print(`    ours               ${spread(ours.seconds)}`)
  for (const [name, measured] of Object.entries(here)) {
    print(
      `    ${name.padEnd(18)} ${spread(measured.seconds)}; ours takes ${(own / Math.min(...measured.seconds)).toFixed(2)} of it`,
    )
  }
  const folder = mkdtempSync(join(tmpdir(), 'equipoise-bench-'))
  try {
    writeColumns(folder, columns)
    for (const [name, { aim, start }] of Object.entries(peers)) {
      const outcome = start(folder)
      if ('skipped' in outcome) {
        print(`    ${name.padEnd(18)} skipped: ${outcome.skipped}`)
        continue
      }
      const { seconds, values } = outcome.run
      const times = Math.min(...seconds) / own
      const difference = largestDifference(ours.value, values)
      const verdict = aim === null ? '' : times >= aim ? ` (aim ${aim})` : ` (aim ${aim}: MISSED)`
      print(
        `    ${name.padEnd(18)} ${spread(seconds)}; ours is ${times.toFixed(1)} times as fast${verdict}; ` +
          `largest difference ${difference.toExponential(1)}${comparison.differenceNote === undefined ? '' : ` (${comparison.differenceNote})`}`,
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

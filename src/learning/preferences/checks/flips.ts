import { binomialUpper } from '../../../statistics/distributions/binomial.ts'
import { proportionInterval } from '../../../statistics/proportion/proportion-interval.ts'
import type { PairwisePreference, Preference } from '../preference.ts'
import { falseAlarms, fewestMarks, type ReviewerFinding } from './finding.ts'
import { judged } from './step-down.ts'

/** Pairs that one reviewer, or all, marked twice. */
export interface Repeats {
  /** Pseudonym; null for all together. */
  readonly reviewer: string | null
  /** Pairs marked twice, ties among them. */
  readonly pairs: number
  /** Of those: shown with the sides exchanged the second time. */
  readonly swapped: number
  /** Pairs in which an answer was preferred both times. */
  readonly decisive: number
  /** Of those: the other answer the second time. */
  readonly flipped: number
  /** Pairs that were a tie once only. */
  readonly tieOnce: number
}

/** Share of flips of somebody whose every mark is wrong in one of five cases: 2 x 0.2 x 0.8. More than that is flagged. */
const flipsOfNoise = 0.32

/** How often the same reviewer says otherwise of the same pair. Only pairwise marks; of a pair marked more often, the first two. */
export function repeatsOf(preferences: readonly Preference[]): readonly Repeats[] {
  const first = new Map<string, PairwisePreference>()
  for (const one of preferences)
    if (one.form === 'pairwise' && !one.repeat && !one.gold) {
      const key = pairOf(one)
      if (!first.has(key)) first.set(key, one)
    }
  const tallies = new Map<string | null, Tally>([[null, new Tally()]])
  const seen = new Set<string>()
  for (const again of preferences) {
    if (again.form !== 'pairwise' || !again.repeat || again.reviewer === null) continue
    const key = pairOf(again)
    const before = first.get(key)
    if (before === undefined || seen.has(key)) continue
    seen.add(key)
    const own = tallies.get(again.reviewer) ?? new Tally()
    tallies.set(again.reviewer, own)
    own.add(before, again)
    tallies.get(null)?.add(before, again)
  }
  return [...tallies].map(([reviewer, tally]) => ({ reviewer, ...tally.counts }))
}

/**
 * Flip rates with Wilson's intervals. The test asks whether a reviewer flips more often than somebody whose marks are wrong in
 * one case of five; fewer than eight decisive pairs test nothing, and the interval says how little they tell.
 */
export function flipFindings(preferences: readonly Preference[]): readonly ReviewerFinding[] {
  const all = repeatsOf(preferences).map(({ reviewer, decisive, flipped }) => ({
    check: 'flips' as const,
    reviewer,
    n: decisive,
    estimate: decisive === 0 ? null : flipped / decisive,
    ci: proportionInterval(flipped, decisive),
    p: decisive < fewestMarks ? null : binomialUpper(flipped - 1, decisive, flipsOfNoise),
  }))
  const together = all.filter(({ reviewer }) => reviewer === null)
  return [
    ...together.map((one) => ({
      ...one,
      adjustedP: one.p,
      verdict:
        one.p === null
          ? ('too few marks' as const)
          : one.p <= falseAlarms
            ? ('flagged' as const)
            : ('nothing found' as const),
    })),
    ...judged(all.filter(({ reviewer }) => reviewer !== null)),
  ]
}

/**
 * How often a single mark is wrong, if both marks of a repeated pair are wrong independently: f with 2 f (1 - f) = flips.
 * Null where flips are more frequent than chance would make them.
 *
 * @param flips Share of flipped pairs, 0 to 1.
 */
export function markNoise(flips: number): number | null {
  return flips > 0.5 ? null : (1 - Math.sqrt(1 - 2 * flips)) / 2
}

class Tally {
  readonly counts = { pairs: 0, swapped: 0, decisive: 0, flipped: 0, tieOnce: 0 }

  add(before: PairwisePreference, again: PairwisePreference): void {
    const [said, saidAgain] = [winner(before), winner(again)]
    if (said === 'missing' || saidAgain === 'missing') return
    this.counts.pairs += 1
    const [left, leftAgain] = [shownFirst(before), shownFirst(again)]
    if (left !== null && leftAgain !== null && left !== leftAgain) this.counts.swapped += 1
    if ((said === 'tie') !== (saidAgain === 'tie')) this.counts.tieOnce += 1
    if (said === 'tie' || saidAgain === 'tie') return
    this.counts.decisive += 1
    if (said !== saidAgain) this.counts.flipped += 1
  }
}

/** `arm` and the arm's name, so that no arm can be called `tie`. */
function winner({ outcome, a, b }: PairwisePreference): string {
  if (outcome === 'missing') return 'missing'
  if (outcome === 'a') return `arm ${a.arm}`
  return outcome === 'b' ? `arm ${b.arm}` : 'tie'
}

function shownFirst({ first, a, b }: PairwisePreference): string | null {
  return first === null ? null : first === 'a' ? a.arm : b.arm
}

function pairOf({ study, item, axis, rendering, reviewer, a, b }: PairwisePreference): string {
  return JSON.stringify([study, item, axis, rendering, reviewer, ...[a.arm, b.arm].sort()])
}

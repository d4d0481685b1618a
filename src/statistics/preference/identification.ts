import type { PairCounts } from './davidson.ts'

/**
 * Why the model of Davidson (or, without ties, of Bradley and Terry) has no maximum at finite log worths; null when
 * it has one.
 *
 * The likelihood grows for ever in a direction (u, g) of (log worths, log nu) in which no observed outcome becomes
 * less likely. With g = 0 such a direction exists unless every system can be reached from every other along edges
 * winner -> loser and, both ways, ties. With g > 0, scaled to 1, it exists when log worths can be chosen with
 * winner - loser >= 2 in every decisive pair and |difference| <= 2 in every tied one: a system of difference
 * constraints, checked by the relaxations of Bellman and Ford. Example: wins and ties of A against B, no loss.
 * (With a slot effect there can be further directions, which the fit itself detects.)
 */
export function identificationProblem(systems: number, counts: readonly PairCounts[]): string | null {
  if (systems < 2) return 'There are fewer than two systems.'
  const edges = observedEdges(counts)
  const { size, tied } = edges
  if (size === 0) return 'There are no comparisons.'
  const ties = tied.subarray(0, size).reduce((sum, one) => sum + one, 0)
  if (ties === size) return 'All comparisons are ties: no preference was expressed.'
  if (!reachesAll(systems, edges, 'both'))
    return 'Some systems were never compared with the rest, directly or through others.'
  if (!reachesAll(systems, edges, 'forward') || !reachesAll(systems, edges, 'back')) {
    return 'A system or a group of systems won, or lost, every comparison with the rest.'
  }
  if (ties > 0 && separable(systems, edges)) {
    return 'The wins follow one order without a single upset, so the ties do not bound the log worths.'
  }
  return null
}

/** Edges in columns, the first `size` entries of each. */
interface Edges {
  readonly size: number
  readonly from: Int32Array
  readonly to: Int32Array
  /** 1 for a tie, which gives an edge each way; 0 for an edge winner -> loser. */
  readonly tied: Uint8Array
}

function observedEdges(counts: readonly PairCounts[]): Edges {
  const from = new Int32Array(4 * counts.length)
  const to = new Int32Array(4 * counts.length)
  const tied = new Uint8Array(4 * counts.length)
  let size = 0
  const add = (source: number, target: number, tie: 0 | 1) => {
    from[size] = source
    to[size] = target
    tied[size] = tie
    size += 1
  }
  for (const { a, b, winsA, ties, winsB } of counts) {
    if (winsA > 0) add(a, b, 0)
    if (winsB > 0) add(b, a, 0)
    if (ties > 0) {
      add(a, b, 1)
      add(b, a, 1)
    }
  }
  return { size, from, to, tied }
}

/** Whether system 0 reaches every other along the edges, against them, or either way. */
function reachesAll(systems: number, edges: Edges, way: 'forward' | 'back' | 'both'): boolean {
  const seen = new Uint8Array(systems)
  seen[0] = 1
  let reached = 1
  for (let before = 0; before < reached && reached < systems; ) {
    before = reached
    for (let edge = 0; edge < edges.size; edge++) {
      const from = edges.from[edge]!
      const to = edges.to[edge]!
      if (seen[from] === seen[to]) continue
      if (way !== 'both' && seen[from] !== (way === 'forward' ? 1 : 0)) continue
      seen[from] = 1
      seen[to] = 1
      reached += 1
    }
  }
  return reached === systems
}

/** Whether log worths exist with from - to >= 2 along wins and to - from <= 2 along ties. */
function separable(systems: number, edges: Edges): boolean {
  const height = new Float64Array(systems)
  for (let pass = 0; pass <= systems; pass++) {
    let changed = false
    for (let edge = 0; edge < edges.size; edge++) {
      const limit = height[edges.from[edge]!]! + (edges.tied[edge] === 1 ? 2 : -2)
      const to = edges.to[edge]!
      if (height[to]! > limit) {
        height[to] = limit
        changed = true
      }
    }
    if (!changed) return true
  }
  return false
}

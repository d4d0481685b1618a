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
  if (edges.length === 0) return 'There are no comparisons.'
  if (edges.every((edge) => edge.tied)) return 'All comparisons are ties: no preference was expressed.'
  const both = edges.flatMap((edge) => [edge, { ...edge, from: edge.to, to: edge.from }])
  if (!reachesAll(systems, both))
    return 'Some systems were never compared with the rest, directly or through others.'
  const back = edges.map((edge) => ({ ...edge, from: edge.to, to: edge.from }))
  if (!reachesAll(systems, edges) || !reachesAll(systems, back)) {
    return 'A system or a group of systems won, or lost, every comparison with the rest.'
  }
  if (edges.some((edge) => edge.tied) && separable(systems, edges)) {
    return 'The wins follow one order without a single upset, so the ties do not bound the log worths.'
  }
  return null
}

interface Edge {
  readonly from: number
  readonly to: number
  readonly tied: boolean
}

function observedEdges(counts: readonly PairCounts[]): Edge[] {
  const edges: Edge[] = []
  for (const { a, b, winsA, ties, winsB } of counts) {
    if (winsA > 0) edges.push({ from: a, to: b, tied: false })
    if (winsB > 0) edges.push({ from: b, to: a, tied: false })
    if (ties > 0) edges.push({ from: a, to: b, tied: true }, { from: b, to: a, tied: true })
  }
  return edges
}

function reachesAll(systems: number, edges: readonly Edge[]): boolean {
  const next = Array.from({ length: systems }, (): number[] => [])
  for (const { from, to } of edges) next[from]?.push(to)
  const seen = new Set([0])
  const open = [0]
  for (let system = open.pop(); system !== undefined; system = open.pop()) {
    for (const neighbour of next[system] ?? []) {
      if (seen.has(neighbour)) continue
      seen.add(neighbour)
      open.push(neighbour)
    }
  }
  return seen.size === systems
}

/** Whether log worths exist with from - to >= 2 along wins and to - from <= 2 along ties. */
function separable(systems: number, edges: readonly Edge[]): boolean {
  const height = new Float64Array(systems)
  for (let pass = 0; pass <= systems; pass++) {
    let changed = false
    for (const { from, to, tied } of edges) {
      const limit = height[from]! + (tied ? 2 : -2)
      if (height[to]! > limit) {
        height[to] = limit
        changed = true
      }
    }
    if (!changed) return true
  }
  return false
}

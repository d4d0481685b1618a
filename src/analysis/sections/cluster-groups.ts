/** Totals of a contrast by cluster. */
export interface ClusterTotals {
  /** Codes of the clusters that the contrast has, rising. */
  readonly clusters: Int32Array
  /** Sum of its values in each. */
  readonly sums: Float64Array
  /** Number of its values in each. */
  readonly sizes: Float64Array
}

/** A contrast, with its section and its place among the contrasts of that section. */
export interface Member extends ClusterTotals {
  readonly section: number
  readonly index: number
}

/** Contrasts that are resampled together. */
export interface ClusterGroup {
  /** Cluster codes, rising, so that the draws hang on the data alone. */
  readonly clusters: Int32Array
  readonly members: readonly Member[]
}

const manyClusters = 2000

/**
 * Adds up values by cluster.
 *
 * @param codes one per value, from 0
 */
export function clusterTotals(values: Float64Array, codes: Int32Array): ClusterTotals {
  let largest = -1
  for (let row = 0; row < codes.length; row += 1) largest = Math.max(largest, codes[row] ?? 0)
  const allSums = new Float64Array(largest + 1)
  const allSizes = new Float64Array(largest + 1)
  for (let row = 0; row < codes.length; row += 1) {
    const code = codes[row] ?? 0
    allSums[code] = (allSums[code] ?? 0) + (values[row] ?? 0)
    allSizes[code] = (allSizes[code] ?? 0) + 1
  }
  const clusters = new Int32Array(largest + 1)
  let count = 0
  for (let code = 0; code <= largest; code += 1) {
    if (allSizes[code] === 0) continue
    clusters[count] = code
    allSums[count] = allSums[code] ?? 0
    allSizes[count] = allSizes[code] ?? 0
    count += 1
  }
  return {
    clusters: clusters.slice(0, count),
    sums: allSums.slice(0, count),
    sizes: allSizes.slice(0, count),
  }
}

/** Puts the contrasts together that rest on the same clusters. */
export function sharedClusters(members: readonly Member[]): ClusterGroup[] {
  const groups: { readonly clusters: Int32Array; readonly members: Member[] }[] = []
  for (const member of members) {
    const group = groups.find((other) => sameCodes(other.clusters, member.clusters))
    if (group === undefined) groups.push({ clusters: member.clusters, members: [member] })
    else group.members.push(member)
  }
  return mergeLarge(groups)
}

function sameCodes(left: Int32Array, right: Int32Array): boolean {
  return left.length === right.length && left.every((code, place) => code === right[place])
}

/**
 * Contrasts of very many clusters draw together from all of them. A contrast then also draws clusters that hold
 * none of its marks, which makes their number in a resample random; with thousands of clusters that changes an
 * interval by less than its Monte Carlo error, and it saves most of the time.
 */
function mergeLarge(groups: readonly ClusterGroup[]): ClusterGroup[] {
  const large = groups.filter((group) => group.clusters.length >= manyClusters)
  if (large.length < 2) return [...groups]
  const union = new Set<number>()
  for (const { clusters } of large) for (const code of clusters) union.add(code)
  return [
    ...groups.filter((group) => !large.includes(group)),
    { clusters: Int32Array.from(union).sort(), members: large.flatMap((group) => group.members) },
  ]
}
